package io.minutebook.query.audit;

import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.log.EventCodec;
import io.minutebook.log.EventWithMeta;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.projection.StreamState;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.HistoryView;
import io.minutebook.query.view.StoredMinutes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Minutes as they stood, folded afresh from the history. */
public final class HistoryFold {

  private final HistoryView history;
  private final EventCodec codec = new EventCodec();

  public HistoryFold(HistoryView history) {
    this.history = history;
  }

  /** The minutes in a version of their stream; empty if the views have no such version. */
  public Optional<StoredMinutes> asOf(MeetingId meeting, long version) {
    Fold fold = new Fold();
    history.forEach(meeting.stream(), version, fold::add);
    return fold.version == version && version >= 0
        ? Optional.of(new StoredMinutes(meeting, version, fold.minutes, fold.file, null))
        : Optional.empty();
  }

  private final class Fold {
    private Minutes minutes = Minutes.NONE;
    private @Nullable String file;
    private long version = -1;

    void add(Change change) {
      if (change.version() != version + 1) {
        throw new IllegalStateException(
            "the history of " + change.stream() + " lacks version " + (version + 1));
      }
      byte[] bytes = change.event().getBytes(StandardCharsets.UTF_8);
      EventWithMeta recorded = codec.decode(bytes);
      if (!(recorded.event() instanceof MeetingEvent event)) {
        throw new IllegalStateException(
            change.stream() + "@" + change.version() + " is not an event of a meeting");
      }
      minutes = minutes.apply(event);
      file = StreamState.fileAfter(recorded.meta(), file);
      version = change.version();
    }
  }
}
