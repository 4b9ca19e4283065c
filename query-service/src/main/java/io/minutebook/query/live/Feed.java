package io.minutebook.query.live;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one subscriber is told. It has no thread and no queue: when there may be news it is woken, a
 * virtual thread reads what is new behind its position, hands it over and ends. While a subscriber
 * is busy with an update, whatever happens goes into the next one.
 */
abstract class Feed<U> implements Flow.Subscription {

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final Flow.Subscriber<? super U> subscriber;
  private final LiveStreams home;
  private final AtomicInteger wakes = new AtomicInteger();
  private final AtomicLong demand = new AtomicLong();
  private volatile boolean completing;
  private volatile boolean ended;
  private volatile boolean failed;

  Feed(Flow.Subscriber<? super U> subscriber, LiveStreams home) {
    this.subscriber = subscriber;
    this.home = home;
  }

  /** The stream that is followed; for a series with all its meetings, the series' own. */
  abstract String key();

  /**
   * A stream is said to have reached a version.
   *
   * @return whether that may be news
   */
  abstract boolean hint(String stream, long version);

  /** What is new, and the position is behind it from then on; null: nothing, for now. */
  abstract @Nullable U next();

  /** Looks for news. */
  final void wake() {
    if (wakes.getAndIncrement() == 0) {
      home.execute(this::drain);
    }
  }

  /**
   * Looks for news if the subscriber has asked for more; if not, it will look as soon as it has.
   */
  final void wakeIfAsked() {
    if (demand.get() > 0) {
      wake();
    }
  }

  /** Whether the last look did not come to an end, and has to be repeated. */
  final boolean hasFailed() {
    return failed;
  }

  private void drain() {
    int seen = wakes.get();
    while (seen != 0) {
      deliver();
      seen = wakes.addAndGet(-seen);
    }
  }

  private void deliver() {
    while (!ended && !completing && demand.get() > 0) {
      U update = look();
      if (update == null) {
        break;
      }
      demand.decrementAndGet();
      try {
        subscriber.onNext(update);
      } catch (RuntimeException e) {
        LOG.debug("A subscriber of {} went away", key(), e);
        cancel();
      }
    }
    if (completing && !ended) {
      cancel();
      subscriber.onComplete();
    }
  }

  /** A database that does not answer is no reason to give up: the views can be read later. */
  private @Nullable U look() {
    try {
      U update = home.read(this::next);
      failed = false;
      return update;
    } catch (RuntimeException e) {
      if (!failed) {
        LOG.warn("What is new in {} cannot be read; trying again until it can", key(), e);
      }
      failed = true;
      return null;
    }
  }

  @Override
  public final void request(long n) {
    if (n <= 0) {
      cancel();
      subscriber.onError(new IllegalArgumentException("at least one update is asked for"));
      return;
    }
    demand.accumulateAndGet(n, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
    wake();
  }

  @Override
  public final void cancel() {
    ended = true;
    home.remove(this);
  }

  /** Ends it from this side. */
  final void complete() {
    completing = true;
    wake();
  }
}
