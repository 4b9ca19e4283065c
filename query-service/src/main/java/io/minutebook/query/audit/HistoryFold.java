package io.minutebook.query.audit;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.log.EventCodec;
import io.minutebook.log.EventWithMeta;
import io.minutebook.log.RecordedEvent;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Series;
import io.minutebook.query.projection.StreamState;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.projection.StreamState.OfSeries;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.HistoryView;
import io.minutebook.query.view.SeriesTrail;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.StoredSeries;
import io.minutebook.query.view.Trail;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Minutes and series as they stood, folded afresh from the history. */
public final class HistoryFold {

  private static final EventCodec CODEC = new EventCodec();

  private final HistoryView history;

  public HistoryFold(HistoryView history) {
    this.history = history;
  }

  /** The minutes in a version of their stream; empty if the views have no such version. */
  public Optional<StoredMinutes> asOf(MeetingId meeting, long version) {
    return Optional.ofNullable(asOf(Map.of(meeting.stream(), version)).get(meeting.stream()));
  }

  /**
   * Minutes, each in a version of their stream, by stream; those of which the views have no such
   * version are left out.
   */
  public Map<String, StoredMinutes> asOf(Map<String, Long> versions) {
    return fold(
        versions,
        stream -> new OfMeeting(MeetingId.ofStream(stream), -1, Minutes.NONE, Trail.NONE),
        OfMeeting::after,
        state -> state.stored(null));
  }

  /** Series, likewise. */
  Map<String, StoredSeries> seriesAsOf(Map<String, Long> versions) {
    return fold(
        versions,
        stream -> new OfSeries(SeriesId.ofStream(stream), -1, Series.NONE, SeriesTrail.NONE),
        OfSeries::after,
        state -> state.stored(null));
  }

  private <S extends StreamState, T> Map<String, T> fold(
      Map<String, Long> versions,
      Function<String, S> none,
      BiFunction<S, RecordedEvent, S> after,
      Function<S, T> stored) {
    Map<String, S> states = HashMap.newHashMap(versions.size());
    versions.keySet().forEach(stream -> states.put(stream, none.apply(stream)));
    history.forEach(
        versions,
        change ->
            states.computeIfPresent(
                change.stream(), (stream, state) -> after.apply(state, recorded(change))));
    Map<String, T> found = HashMap.newHashMap(versions.size());
    versions.forEach(
        (stream, version) -> {
          S state = Objects.requireNonNull(states.get(stream));
          if (state.version() == version && version >= 0) {
            found.put(stream, stored.apply(state));
          }
        });
    return found;
  }

  private static RecordedEvent recorded(Change change) {
    EventWithMeta decoded = CODEC.decode(change.event().getBytes(StandardCharsets.UTF_8));
    return new RecordedEvent(
        change.stream(),
        change.version(),
        change.at(),
        change.occurredAt(),
        change.commandId(),
        decoded.event(),
        decoded.meta());
  }
}
