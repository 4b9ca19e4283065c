package io.minutebook.query.live;

import io.minutebook.query.view.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out that another instance wrote: one small request for all subscribers together, several
 * times a second, and none while there are no subscribers. Tells the other instances that this one
 * wrote.
 */
final class Watch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration LONG_SILENT = Duration.ofDays(1);

  private final String instance = UUID.randomUUID().toString();
  private final Pulse pulse;
  private final LiveStreams streams;
  private final LiveSettings settings;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("live-watch").daemon().factory());
  private final AtomicLong written = new AtomicLong();
  private long told;
  private Map<String, Long> seen = Map.of();
  private long looked = System.nanoTime();
  private boolean failed;

  Watch(Pulse pulse, LiveStreams streams, LiveSettings settings) {
    this.pulse = pulse;
    this.streams = streams;
    this.settings = settings;
  }

  void start() {
    pulse.forgetThoseBefore(Instant.now().minus(LONG_SILENT));
    long poll = settings.poll().toMillis();
    var _ = clock.scheduleWithFixedDelay(this::poll, poll, poll, TimeUnit.MILLISECONDS);
  }

  private void poll() {
    if (streams.isIdle()) {
      return;
    }
    try {
      Map<String, Long> others = pulse.read();
      others.remove(instance);
      if (!others.equals(seen) || System.nanoTime() - looked > settings.recheck().toNanos()) {
        streams.lookAtAll();
        seen = others;
        looked = System.nanoTime();
      }
      failed = false;
    } catch (RuntimeException e) {
      if (!failed) {
        LOG.warn("It cannot be seen what changes in the views; trying again until it can", e);
      }
      failed = true;
    }
  }

  /** This instance wrote. */
  void note() {
    written.incrementAndGet();
    streams.execute(this::tell);
  }

  /** Calls that come while one writes are one afterwards. */
  private synchronized void tell() {
    long count = written.get();
    if (count == told) {
      return;
    }
    try {
      pulse.beat(instance, count, Instant.now());
      told = count;
    } catch (RuntimeException e) {
      LOG.debug("Other instances were not told at once; they look by themselves", e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    try {
      pulse.forget(instance);
    } catch (RuntimeException e) {
      LOG.debug("Leaves a trace in the pulse, which is forgotten in a day", e);
    }
  }
}
