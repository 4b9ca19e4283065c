package io.minutebook.query.live;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.StoredSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** What one subscriber is told of a series and all its meetings. */
final class SeriesFeed extends Feed<SeriesUpdate> {

  private static final int STREAMS_PER_UPDATE = 20;

  /** Recording times never go backwards in a stream, so that its events stay in their order. */
  private static final Comparator<Change> ORDER =
      Comparator.comparing(Change::at)
          .thenComparing(Change::stream)
          .thenComparingLong(Change::version);

  private final SeriesId series;
  private final LiveStreams home;
  private final boolean resumed;
  private boolean begun;

  /** By stream, the last version that was told; written by the thread that reads only. */
  private final Map<String, Long> position = new ConcurrentHashMap<>();

  /** The streams in which there may be news. */
  private final NavigableSet<String> stirred = new ConcurrentSkipListSet<>();

  /**
   * @param after what the subscriber has; null: it begins with what is there now
   */
  SeriesFeed(
      SeriesId series,
      @Nullable SeriesCursor after,
      Flow.Subscriber<? super SeriesUpdate> subscriber,
      LiveStreams home) {
    super(subscriber, home);
    this.series = series;
    this.home = home;
    this.resumed = after != null;
    if (after != null) {
      position.put(series.stream(), after.version());
      after.meetings().forEach((meeting, version) -> position.put(meeting.stream(), version));
    }
  }

  @Override
  String key() {
    return series.stream();
  }

  @Override
  boolean hint(String stream, long version) {
    if (version <= told(stream)) {
      return false;
    }
    stirred.add(stream);
    // also of a stream that has stirred before: the look at it may have failed
    return true;
  }

  private long told(String stream) {
    return position.getOrDefault(stream, -1L);
  }

  @Override
  @Nullable SeriesUpdate next() {
    if (!begun) {
      Map<String, Long> heads = home.heads().ofSeries(series);
      begun = true;
      if (!resumed) {
        position.putAll(heads);
        return new SeriesUpdate(cursor(), List.of(), List.of(), null);
      }
      heads.forEach(this::hint);
    }
    SeriesUpdate update = null;
    while (update == null && !stirred.isEmpty()) {
      update = read(take());
    }
    return update;
  }

  private List<String> take() {
    List<String> streams = new ArrayList<>();
    while (streams.size() < STREAMS_PER_UPDATE) {
      String stream = stirred.pollFirst();
      if (stream == null) {
        break;
      }
      streams.add(stream);
    }
    return streams;
  }

  private @Nullable SeriesUpdate read(List<String> streams) {
    try {
      return readThem(streams);
    } catch (RuntimeException e) {
      stirred.addAll(streams);
      throw e;
    }
  }

  /** Moves the position only once everything has been read. */
  private @Nullable SeriesUpdate readThem(List<String> streams) {
    Map<String, StoredMinutes> minutes =
        home.minutes().find(streams.stream().filter(MeetingId::isStream).toList());
    StoredSeries itself =
        streams.contains(series.stream()) ? home.series().find(series).orElse(null) : null;
    Map<String, Long> heads = new HashMap<>();
    minutes.forEach((stream, found) -> heads.put(stream, found.version()));
    if (itself != null) {
      heads.put(series.stream(), itself.version());
    }
    Map<String, Long> reached = new HashMap<>();
    List<Change> changes = new ArrayList<>();
    List<String> later = new ArrayList<>();
    for (String stream : streams) {
      long head = heads.getOrDefault(stream, -1L);
      int room = home.mostChanges() - changes.size();
      if (head <= told(stream)) {
        continue;
      }
      if (room <= 0) {
        later.add(stream);
        continue;
      }
      // empty while it is made anew: it stirs again when it is there
      List<Change> missed = home.missed().of(stream, told(stream), head, room).orElse(List.of());
      if (!missed.isEmpty()) {
        changes.addAll(missed);
        reached.put(stream, missed.getLast().version());
        if (missed.getLast().version() < head) {
          later.add(stream);
        }
      }
    }
    position.putAll(reached);
    stirred.addAll(later);
    return changes.isEmpty()
        ? null
        : new SeriesUpdate(
            cursor(),
            changes.stream().sorted(ORDER).toList(),
            reached.keySet().stream().sorted().map(minutes::get).filter(Objects::nonNull).toList(),
            reached.containsKey(series.stream()) ? itself : null);
  }

  private SeriesCursor cursor() {
    Map<MeetingId, Long> meetings = new HashMap<>();
    position.forEach(
        (stream, version) -> {
          if (MeetingId.isStream(stream)) {
            meetings.put(MeetingId.ofStream(stream), version);
          }
        });
    return new SeriesCursor(series, told(series.stream()), meetings);
  }
}
