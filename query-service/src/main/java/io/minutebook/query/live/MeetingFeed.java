package io.minutebook.query.live;

import io.minutebook.event.MeetingId;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.StoredMinutes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** What one subscriber is told of one meeting. */
final class MeetingFeed extends Feed<MeetingUpdate> {

  private final MeetingId meeting;
  private final LiveStreams home;
  private boolean positioned;

  /** The last version that was told; written by the thread that reads only. */
  private volatile long position;

  /**
   * @param after the last version that the subscriber has; null: it begins with what is there now
   */
  MeetingFeed(
      MeetingId meeting,
      @Nullable Long after,
      Flow.Subscriber<? super MeetingUpdate> subscriber,
      LiveStreams home) {
    super(subscriber, home);
    this.meeting = meeting;
    this.home = home;
    this.positioned = after != null;
    this.position = after == null ? -1 : after;
  }

  @Override
  String key() {
    return meeting.stream();
  }

  @Override
  boolean hint(String stream, long version) {
    return version > position;
  }

  @Override
  @Nullable MeetingUpdate next() {
    if (!positioned) {
      Optional<StoredMinutes> begin = home.minutes().find(meeting);
      positioned = true;
      if (begin.isPresent()) {
        position = begin.get().version();
        return new MeetingUpdate(position, List.of(), begin.get());
      }
    }
    if (home.minutes().versionOf(meeting.stream()).orElse(-1) <= position) {
      return null;
    }
    Optional<StoredMinutes> now =
        home.minutes().find(meeting).filter(found -> found.version() > position);
    if (now.isEmpty()) {
      return null;
    }
    List<Change> changes =
        home.missed()
            .of(meeting.stream(), position, now.get().version(), home.mostChanges())
            .orElse(List.of());
    if (changes.isEmpty()) {
      return null;
    }
    position = changes.getLast().version();
    return new MeetingUpdate(position, changes, now.get());
  }
}
