package io.minutebook.benchmark.publish;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * When events were acknowledged to who asked for them, and when a consumer read them. An event that
 * is read before its acknowledgement has arrived took no time. Times are those of {@link
 * System#nanoTime}. Safe for use by several threads.
 */
final class Sightings {

  private static final long LONGEST = Duration.ofMinutes(5).toNanos();

  private final long begin;
  private final Histogram delays = new AtomicHistogram(LONGEST, 3);
  private final ConcurrentMap<String, Seen> once = new ConcurrentHashMap<>();

  private record Seen(boolean acknowledged, long at) {}

  /**
   * @param begin what is acknowledged before this is not counted
   */
  Sightings(long begin) {
    this.begin = begin;
  }

  void acknowledged(String event, long at) {
    once.compute(event, (_, seen) -> met(seen, new Seen(true, at)));
  }

  void readable(String event, long at) {
    once.compute(event, (_, seen) -> met(seen, new Seen(false, at)));
  }

  private @Nullable Seen met(@Nullable Seen before, Seen now) {
    if (before == null || before.acknowledged == now.acknowledged) {
      // a record that comes twice was readable at its first time
      return before == null ? now : before;
    }
    long acknowledged = now.acknowledged ? now.at : before.at;
    long readable = now.acknowledged ? before.at : now.at;
    if (acknowledged - begin >= 0) {
      delays.recordValue(Math.clamp(readable - acknowledged, 0, LONGEST));
    }
    return null;
  }

  /** How many acknowledged events nobody has read yet. */
  long unread() {
    return once.values().stream().filter(Seen::acknowledged).count();
  }

  /** From acknowledgement to reading, in nanoseconds. */
  Histogram delays() {
    return delays;
  }
}
