package io.minutebook.query.audit;

import com.mongodb.MongoException;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.Event;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.PersonLabel;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.RecordedEvent;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.query.audit.AuditReport.Act;
import io.minutebook.query.audit.AuditReport.Dropped;
import io.minutebook.query.audit.AuditReport.Period;
import io.minutebook.query.projection.StreamState;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.TimeKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Folds stream after stream and keeps what a report on a period tells; of everything else only
 * numbers, so that its memory is that of the report.
 */
final class AuditReportFold {

  private static final int LONGEST_TEXT = 400;

  private static final EventCodec CODEC = new EventCodec();
  private final CommitReader commits;
  private final Period period;
  private final Tallies tallies = new Tallies();
  private final CountsOfPeriod counts;
  private final Limited<Act> corrections;
  private final Limited<Act> life;
  private final Limited<Act> retracted;
  private final Limited<Dropped> dropped;
  private final List<String> unreadable = new ArrayList<>();
  private long read;

  /**
   * @param most how many of each kind are kept
   */
  AuditReportFold(CommitReader commits, Period period, int most) {
    this.commits = commits;
    this.period = period;
    this.counts = new CountsOfPeriod(period, most);
    this.corrections = new Limited<>(most);
    this.life = new Limited<>(most);
    this.retracted = new Limited<>(most);
    this.dropped = new Limited<>(most);
  }

  AuditReport run(List<String> parked, @Nullable String latestSeal, Progress progress) {
    Scope scope = period.series() == null ? Scope.ALL : new Scope.OfSeries(period.series());
    long total = commits.count(scope);
    commits.forEachStream(
        scope,
        stream -> {
          walk(stream);
          progress.reached("Report", Math.min(read, total), total);
        });
    return new AuditReport(
        period,
        tallies.totals(),
        tallies.people(),
        corrections.listed(),
        life.listed(),
        counts.misstated(),
        counts.compared(),
        dropped.listed(),
        retracted.listed(),
        tallies.onBehalf(),
        tallies.imported(),
        parked,
        unreadable,
        latestSeal);
  }

  private void walk(String stream) {
    StreamState state;
    try {
      state = StreamState.none(stream);
    } catch (IllegalArgumentException e) {
      unreadable.add(String.valueOf(e.getMessage()));
      return;
    }
    CountsOfPeriod.Recorders recorders = new CountsOfPeriod.Recorders();
    try (var stored = commits.commits(stream)) {
      while (stored.hasNext()) {
        Document document = stored.next();
        Commit commit = CommitDocument.read(document).commit();
        read++;
        if (period.time() == TimeKind.RECORDED && commit.at().isAfter(period.to())) {
          break;
        }
        state = fold(state, commit, recorders);
      }
    } catch (MongoException e) {
      throw e;
    } catch (RuntimeException e) {
      // folding does no I/O: whatever it is, it is in the events
      unreadable.add(
          "%s from version %d on: %s".formatted(stream, state.version() + 1, e.getMessage()));
    }
    if (state instanceof OfMeeting meeting && meeting.version() >= 0) {
      counts.add(meeting, recorders);
    }
  }

  private StreamState fold(StreamState before, Commit commit, CountsOfPeriod.Recorders recorders) {
    StreamState state = before;
    Instant time = timeOf(commit);
    boolean included = period.includes(time);
    boolean first = true;
    int index = 0;
    for (RecordedEvent event : CODEC.recorded(commit)) {
      StreamState.Step step = state.apply(event, commit.events().get(index++));
      if (step.state() instanceof OfMeeting after) {
        recorders.note(event, step.change(), ((OfMeeting) state).minutes(), after.minutes());
      }
      if (included) {
        tallies.add(event, step.change(), time, first);
        first = false;
        sort(state, event.event(), step.change(), time);
      }
      state = step.state();
    }
    return state;
  }

  private Instant timeOf(Commit commit) {
    return period.time() == TimeKind.OCCURRED
        ? Objects.requireNonNullElse(commit.occurredAt(), commit.at())
        : commit.at();
  }

  /** Keeps a change where the report names it. */
  private void sort(StreamState before, Event event, Change change, Instant time) {
    if (!(before instanceof OfMeeting meeting) || !(event instanceof MeetingEvent happened)) {
      return;
    }
    Act act = act(change, time);
    switch (happened) {
      case MeetingEvent.MinutesPublished _,
          MeetingEvent.MinutesReopened _,
          MeetingEvent.MeetingCancelled _,
          MeetingEvent.MeetingReinstated _,
          MeetingEvent.MeetingRescheduled _ ->
          life.add(act);
      case MeetingEvent.ActionDropped _ -> dropped.add(dropped(meeting, change, act));
      case MeetingEvent.ActionBlocked _,
          MeetingEvent.ActionCompleted _,
          MeetingEvent.ActionReopened _ -> {}
      default -> {
        if (meeting.minutes().status() == MeetingStatus.PUBLISHED) {
          corrections.add(act);
        }
        if (isRetraction(happened)) {
          retracted.add(act);
        }
      }
    }
  }

  private static boolean isRetraction(MeetingEvent event) {
    return event instanceof MeetingEvent.EntryRetracted
        || event instanceof MeetingEvent.AnnouncementRetracted
        || event instanceof MeetingEvent.PackageWithdrawn
        || event instanceof MeetingEvent.SectionRemoved;
  }

  private static Dropped dropped(OfMeeting meeting, Change change, Act act) {
    LocalDate assigned =
        change.roots().stream()
            .findFirst()
            .map(root -> EntryAddress.parse(root).meeting().date())
            .orElse(meeting.meeting().date());
    String owners =
        Optional.ofNullable(change.entry())
            .flatMap(entry -> meeting.minutes().outline().find(new EntryId(entry)))
            .map(Entry::content)
            .map(
                content ->
                    content instanceof Content.Action action
                        ? String.join(
                            ", ", action.owners().stream().map(PersonLabel::label).toList())
                        : "")
            .orElse("");
    long age = ChronoUnit.DAYS.between(assigned, act.time().atZone(ZoneOffset.UTC).toLocalDate());
    return new Dropped(act, owners, assigned, age);
  }

  private static Act act(Change change, Instant time) {
    return new Act(
        change.meeting().map(Object::toString).orElse(change.series().slug()),
        change.version(),
        time,
        change.actor(),
        change.onBehalfOf(),
        change.command(),
        change.type(),
        change.entry(),
        shortened(change.before()),
        shortened(change.after()),
        change.reason() == null ? change.requestReason() : change.reason());
  }

  private static @Nullable String shortened(@Nullable String text) {
    return text == null || text.length() <= LONGEST_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST_TEXT) - 1))
            + "…";
  }

  /** The first so many of something. */
  static final class Limited<T> {
    private final int most;
    private final List<T> first = new ArrayList<>();
    private long total;

    Limited(int most) {
      this.most = most;
    }

    void add(T each) {
      total++;
      if (first.size() < most) {
        first.add(each);
      }
    }

    AuditReport.Listed<T> listed() {
      return new AuditReport.Listed<>(first, total);
    }
  }
}
