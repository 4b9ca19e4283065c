package io.minutebook.query.view;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who wait in this process for a stream's views that they were written. It may tell too
 * often; what other processes write it does not tell.
 */
public final class Arrivals {

  /** Of how many streams it is remembered that they were written. */
  private static final int MANY = 10_000;

  private final ConcurrentMap<String, List<Watch>> watches = new ConcurrentHashMap<>();

  /** What was written last, by stream; those that were not for the longest time are forgotten. */
  private final Map<String, Written> lately =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Written> eldest) {
              return size() > MANY;
            }
          });

  Arrivals() {}

  /**
   * The views of a stream were written, in one generation and up to a version: whoever waits for
   * them looks again.
   */
  public void written(Generation generation, String stream, long version) {
    Written written = new Written(generation, version);
    lately.merge(stream, written, Written::orNewer);
    watches
        .getOrDefault(stream, List.of())
        .forEach(
            watch -> {
              watch.take(written);
              watch.news.release();
            });
  }

  /** Up to which version a stream's views were written in a generation. */
  private record Written(Generation generation, long version) {

    Written orNewer(Written other) {
      return other.generation.equals(generation) && other.version < version ? this : other;
    }
  }

  /** Begins to watch a stream; what is written from now on is told, and what was written lately. */
  Watch watch(String stream) {
    Watch watch = new Watch(stream);
    watches.merge(
        stream,
        List.of(watch),
        (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
    Written known = lately.get(stream);
    if (known != null) {
      watch.take(known);
    }
    return watch;
  }

  /** How many streams are watched. */
  int watched() {
    return watches.size();
  }

  /** One who waits. */
  final class Watch implements AutoCloseable {

    private final String stream;
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable Written newest;

    private Watch(String stream) {
      this.stream = stream;
    }

    /** Up to which version the views of a generation were written here; -1: none is known. */
    long version(Generation generation) {
      Written written = newest;
      return written != null && written.generation().equals(generation) ? written.version() : -1;
    }

    private synchronized void take(Written written) {
      Written before = newest;
      newest = before == null ? written : before.orNewer(written);
    }

    /** Returns when something was written since the last time, and else after a while: false. */
    boolean await(Duration longest) throws InterruptedException {
      boolean told = news.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
      if (told) {
        news.drainPermits();
      }
      return told;
    }

    @Override
    public void close() {
      watches.computeIfPresent(
          stream,
          (name, all) -> {
            List<Watch> others = all.stream().filter(each -> each != this).toList();
            return others.isEmpty() ? null : others;
          });
    }
  }
}
