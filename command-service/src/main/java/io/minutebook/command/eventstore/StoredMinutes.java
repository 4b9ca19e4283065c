package io.minutebook.command.eventstore;

import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesId;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.RecordedEvent;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Series;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Minutes and series as their stored commits leave them: what decisions on other streams are told.
 * Minutes that were asked for stay in memory, up to a number, and are folded on from where they
 * were. Safe for use by several threads.
 */
public final class StoredMinutes {

  private static final String MEETINGS = "meeting/";

  private final CommitStore store;
  private final EventCodec codec;
  private final Map<MeetingId, Folded> folded;

  private record Folded(Head head, Minutes minutes) {}

  public StoredMinutes(CommitStore store, EventCodec codec, int cached) {
    this.store = store;
    this.codec = codec;
    this.folded =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<MeetingId, Folded> eldest) {
            return size() > cached;
          }
        };
  }

  /** Which meeting's minutes these are, which are not empty. */
  public static MeetingId idOf(Minutes minutes) {
    return Objects.requireNonNull(minutes.meeting(), "minutes that were begun have a meeting");
  }

  /** The minutes of a meeting; empty if they were never begun. */
  public Optional<Minutes> minutes(MeetingId meeting) {
    return store.head(meeting.stream()).map(head -> upTo(head, meeting));
  }

  /** What is set for a series; {@link Series#NONE} if it was never created. */
  public Series series(SeriesId id) {
    Series series = Series.NONE;
    for (Commit commit : store.load(id.stream(), 0)) {
      for (RecordedEvent event : codec.recorded(commit)) {
        series = series.apply((SeriesEvent) event.event());
      }
    }
    return series;
  }

  /** The minutes of the last meeting of the series before another that was not cancelled. */
  public Optional<Minutes> previous(MeetingId meeting) {
    for (Optional<Head> at = before(meeting); at.isPresent(); at = before(idOf(at.get()))) {
      Minutes minutes = upTo(at.get(), idOf(at.get()));
      if (minutes.status() != MeetingStatus.CANCELLED) {
        return Optional.of(minutes);
      }
    }
    return Optional.empty();
  }

  private static MeetingId idOf(Head head) {
    return MeetingId.ofStream(head.stream());
  }

  /** The end of the stream of the meeting right before another one. */
  private Optional<Head> before(MeetingId meeting) {
    if (meeting.number() > 1) {
      Optional<Head> sameDay =
          ofDay(meeting.series(), meeting.date()).stream()
              .filter(head -> idOf(head).compareTo(meeting) < 0)
              .max(Comparator.comparing(StoredMinutes::idOf));
      if (sameDay.isPresent()) {
        return sameDay;
      }
    }
    String all = MEETINGS + meeting.series() + "/";
    Optional<Head> last = store.lastStream(all, all + meeting.date());
    // Names order days, but of a day 10 before 2.
    return last.filter(head -> idOf(head).number() == 1)
        .or(
            () ->
                last.flatMap(
                    head ->
                        ofDay(meeting.series(), idOf(head).date()).stream()
                            .max(Comparator.comparing(StoredMinutes::idOf))));
  }

  private List<Head> ofDay(SeriesId series, LocalDate date) {
    String day = MEETINGS + series + "/" + date;
    List<Head> heads = new ArrayList<>();
    Optional<Head> last = store.lastStream(day, day + ".");
    while (last.isPresent()) {
      heads.add(last.get());
      last = store.lastStream(day, last.get().stream());
    }
    return heads;
  }

  private Minutes upTo(Head head, MeetingId meeting) {
    Folded known = known(meeting);
    if (known != null && known.head.version() >= head.version()) {
      return known.minutes;
    }
    Minutes minutes = known == null ? Minutes.NONE : known.minutes;
    Head at = known == null ? null : known.head;
    for (Commit commit : store.load(meeting.stream(), at == null ? 0 : at.version() + 1)) {
      for (RecordedEvent event : codec.recorded(commit)) {
        minutes = minutes.apply((MeetingEvent) event.event());
      }
      at = commit.head();
    }
    if (at != null) {
      remember(meeting, new Folded(at, minutes));
    }
    return minutes;
  }

  private synchronized @Nullable Folded known(MeetingId meeting) {
    return folded.get(meeting);
  }

  private synchronized void remember(MeetingId meeting, Folded now) {
    folded.put(meeting, now);
  }
}
