package io.minutebook.query.audit;

import io.minutebook.event.MeetingId;
import io.minutebook.log.EventCodec;
import io.minutebook.log.EventWithMeta;
import io.minutebook.log.RecordedEvent;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.HistoryView;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.Trail;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Minutes as they stood, folded afresh from the history. */
public final class HistoryFold {

  private final HistoryView history;
  private static final EventCodec CODEC = new EventCodec();

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
    Map<String, Fold> folds = HashMap.newHashMap(versions.size());
    versions.keySet().forEach(stream -> folds.put(stream, new Fold(MeetingId.ofStream(stream))));
    history.forEach(
        versions, change -> Objects.requireNonNull(folds.get(change.stream())).add(change));
    Map<String, StoredMinutes> found = HashMap.newHashMap(versions.size());
    versions.forEach(
        (stream, version) -> {
          OfMeeting state = Objects.requireNonNull(folds.get(stream)).state;
          if (state.version() == version && version >= 0) {
            found.put(stream, state.stored(null));
          }
        });
    return found;
  }

  private static final class Fold {
    private OfMeeting state;

    Fold(MeetingId meeting) {
      this.state = new OfMeeting(meeting, -1, Minutes.NONE, Trail.NONE);
    }

    void add(Change change) {
      EventWithMeta decoded = CODEC.decode(change.event().getBytes(StandardCharsets.UTF_8));
      state =
          state.after(
              new RecordedEvent(
                  change.stream(),
                  change.version(),
                  change.at(),
                  change.occurredAt(),
                  change.commandId(),
                  decoded.event(),
                  decoded.meta()));
    }
  }
}
