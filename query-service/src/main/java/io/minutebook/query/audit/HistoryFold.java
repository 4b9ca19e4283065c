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
import java.util.Optional;

/** Minutes as they stood, folded afresh from the history. */
public final class HistoryFold {

  private final HistoryView history;
  private final EventCodec codec = new EventCodec();

  public HistoryFold(HistoryView history) {
    this.history = history;
  }

  /** The minutes in a version of their stream; empty if the views have no such version. */
  public Optional<StoredMinutes> asOf(MeetingId meeting, long version) {
    Fold fold = new Fold(meeting);
    history.forEach(meeting.stream(), version, fold::add);
    return fold.state.version() == version && version >= 0
        ? Optional.of(fold.state.stored(null))
        : Optional.empty();
  }

  private final class Fold {
    private OfMeeting state;

    Fold(MeetingId meeting) {
      this.state = new OfMeeting(meeting, -1, Minutes.NONE, Trail.NONE);
    }

    void add(Change change) {
      EventWithMeta decoded = codec.decode(change.event().getBytes(StandardCharsets.UTF_8));
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
