package io.minutebook.query.audit;

import io.minutebook.event.EntryId;
import io.minutebook.event.StatedDelta;
import io.minutebook.log.RecordedEvent;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.audit.AuditReport.Listed;
import io.minutebook.query.audit.AuditReport.Misstated;
import io.minutebook.query.audit.AuditReport.Period;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.TicketNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The counts of the meetings of a period, and of each counter the last one before it: what is
 * stated is compared with the previous meeting that counted the same, as the query side does.
 */
final class CountsOfPeriod {

  private final LocalDate from;
  private final LocalDate to;
  private final int most;
  private final Map<String, List<Counted>> inPeriod = new TreeMap<>();
  private final Map<String, Counted> before = new HashMap<>();
  private long compared;

  CountsOfPeriod(Period period, int most) {
    this.from = period.from().atZone(ZoneOffset.UTC).toLocalDate();
    this.to = period.to().atZone(ZoneOffset.UTC).toLocalDate();
    this.most = most;
  }

  /** Who made the counts of one meeting's minutes say what they say. */
  static final class Recorders {
    private final Map<EntryId, Recorder> byEntry = new HashMap<>();

    void note(RecordedEvent event, Change change, Minutes before, Minutes after) {
      for (String name : change.entries()) {
        EntryId id = new EntryId(name);
        Content now = after.outline().find(id).map(Entry::content).orElse(null);
        if (isCount(now)
            && !Objects.equals(now, before.outline().find(id).map(Entry::content).orElse(null))) {
          byEntry.put(
              id, new Recorder(event.version(), event.at(), change.actor(), change.onBehalfOf()));
        }
      }
    }

    private static boolean isCount(@Nullable Content content) {
      return content instanceof Content.QueueCount || content instanceof Content.TicketCount;
    }
  }

  private record Recorder(long version, Instant at, String actor, @Nullable String onBehalfOf) {}

  private record Counted(
      String meeting, LocalDate date, int place, TicketNumber number, @Nullable Recorder recorder) {

    private static final Comparator<Counted> IN_ORDER =
        Comparator.comparing(Counted::date)
            .thenComparing(Counted::meeting)
            .thenComparingInt(Counted::place);
  }

  /** Takes the counts of a meeting as its minutes stand at the end of the period. */
  void add(OfMeeting meeting, Recorders recorders) {
    LocalDate date = meeting.stored(null).date();
    if (date.isAfter(to) || meeting.minutes().status() == MeetingStatus.CANCELLED) {
      return;
    }
    int place = 0;
    for (Entry entry : meeting.minutes().outline().inOrder()) {
      TicketNumber number = number(entry);
      if (number != null) {
        add(
            meeting.meeting().series().slug() + " " + TicketNumber.key(number.counter()),
            new Counted(
                meeting.meeting().toString(),
                date,
                place++,
                number,
                recorders.byEntry.get(entry.id())));
      }
    }
  }

  private void add(String counter, Counted counted) {
    if (counted.date().isBefore(from)) {
      before.merge(
          counter,
          counted,
          (known, other) -> Counted.IN_ORDER.compare(known, other) < 0 ? other : known);
    } else {
      inPeriod.computeIfAbsent(counter, key -> new ArrayList<>()).add(counted);
    }
  }

  private static @Nullable TicketNumber number(Entry entry) {
    String id = entry.id().value();
    return switch (entry.content()) {
      case Content.QueueCount c ->
          new TicketNumber(id, null, null, c.queue(), c.count(), c.stated());
      case Content.TicketCount c ->
          new TicketNumber(id, c.board(), c.state(), null, c.count(), c.stated());
      default -> null;
    };
  }

  /** Those that are wrong, by day and meeting. */
  Listed<Misstated> misstated() {
    compared = 0;
    List<Misstated> wrong = new ArrayList<>();
    inPeriod.forEach(
        (counter, all) -> {
          all.sort(Counted.IN_ORDER);
          Counted last = before.get(counter);
          Counted beforeLast = null;
          for (Counted counted : all) {
            // one counter twice in the same minutes: both are compared with the meeting before
            Counted previous =
                last != null && last.meeting().equals(counted.meeting()) ? beforeLast : last;
            Misstated found = misstated(counted, previous);
            if (found != null) {
              wrong.add(found);
            }
            beforeLast = previous;
            last = counted;
          }
        });
    wrong.sort(
        Comparator.comparing(Misstated::date)
            .thenComparing(Misstated::meeting)
            .thenComparing(Misstated::counter));
    return new Listed<>(wrong.subList(0, Math.min(most, wrong.size())), wrong.size());
  }

  private @Nullable Misstated misstated(Counted counted, @Nullable Counted previous) {
    StatedDelta stated = counted.number().stated();
    OptionalInt value = stated == null ? OptionalInt.empty() : stated.value();
    if (stated == null || value.isEmpty() || previous == null) {
      return null;
    }
    compared++;
    int real = counted.number().count() - previous.number().count();
    if (real == value.getAsInt()) {
      return null;
    }
    Recorder recorder = counted.recorder();
    return new Misstated(
        counted.meeting(),
        counted.date(),
        counted.number().entry(),
        counted.number().counter(),
        counted.number().count(),
        stated.text(),
        real,
        previous.date(),
        ChronoUnit.DAYS.between(previous.date(), counted.date()),
        recorder == null ? -1 : recorder.version(),
        recorder == null ? Instant.EPOCH : recorder.at(),
        recorder == null ? "?" : recorder.actor(),
        recorder == null ? null : recorder.onBehalfOf());
  }

  /** Of how many a stated change was compared; known after {@link #misstated()}. */
  long compared() {
    return compared;
  }
}
