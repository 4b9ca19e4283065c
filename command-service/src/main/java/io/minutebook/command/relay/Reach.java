package io.minutebook.command.relay;

import io.minutebook.command.eventstore.Place;
import io.minutebook.log.Commit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far the log is known to hold the streams that were published last. Forgetting some, or all,
 * costs a question to the store. Not for several threads.
 */
final class Reach {

  private static final int MOST_STREAMS = 20_000;

  private final Map<String, Long> versions =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_STREAMS;
        }
      };

  /** The version up to which the log is known to hold a stream; -1 if nothing is known. */
  long of(String stream) {
    return versions.getOrDefault(stream, -1L);
  }

  /** Whether it is known to hold the commit at a place; it holds commits whole. */
  boolean includes(Place place) {
    return place.version() <= of(place.stream());
  }

  /** The log holds the commit, and all of its stream before it. */
  void extendTo(Commit commit) {
    versions.merge(commit.stream(), commit.lastVersion(), Math::max);
  }

  void clear() {
    versions.clear();
  }
}
