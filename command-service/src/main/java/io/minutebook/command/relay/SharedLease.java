package io.minutebook.command.relay;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease that the relays of several instances share: one of them holds it, and another one takes
 * it over when the holder has not been heard of for its duration, by the database server's clock.
 * The holder trusts its lease by its own monotonic clock from the moment before it asked, and so
 * never longer than the server does, unless one of the clocks runs at another speed.
 *
 * <p>Not for several threads.
 */
public final class SharedLease implements RelayLease {

  private static final Logger LOG = LoggerFactory.getLogger(SharedLease.class);

  private final LeaseTable table;
  private final String name;
  private final String self;
  private final Duration duration;
  private final LongSupplier nanos;

  /** Of the term that this relay holds; 0 while it holds none. */
  private long term;

  private long renewFrom;
  private long heldUntil;
  private long askFrom;

  /**
   * @param name which lease: relays of one log share one
   * @param self who this is; no two relays ever have the same
   * @param duration for how long a holder counts that is not heard of
   * @param nanos a clock that only ever goes forward, in nanoseconds
   */
  public SharedLease(
      LeaseTable table, String name, String self, Duration duration, LongSupplier nanos) {
    this.table = table;
    this.name = name;
    this.self = self;
    this.duration = duration;
    this.nanos = nanos;
    this.askFrom = nanos.getAsLong();
  }

  @Override
  public boolean isHeld() {
    long now = nanos.getAsLong();
    if (term > 0) {
      if (now - renewFrom < 0) {
        return true;
      }
      return isRenewed(now);
    }
    if (now - askFrom < 0) {
      return false;
    }
    askFrom = now + duration.dividedBy(4).toNanos();
    return isTaken(now);
  }

  @Override
  public void giveUp() {
    if (term > 0) {
      table.giveUp(name, self, term);
      term = 0;
    }
  }

  private boolean isRenewed(long now) {
    boolean renewed;
    try {
      renewed = table.renew(name, self, term);
    } catch (RuntimeException e) {
      if (nanos.getAsLong() - heldUntil < 0) {
        return true;
      }
      term = 0;
      throw e;
    }
    if (renewed) {
      heldFrom(now);
      return true;
    }
    LOG.warn("{} has lost the lease {} to another one", self, name);
    term = 0;
    return false;
  }

  private boolean isTaken(long now) {
    LeaseTable.Observed observed = table.observe(name);
    if (!observed.isOver(duration) || !table.take(name, observed, self)) {
      return false;
    }
    if (observed.term() > 0) {
      LOG.info("{} takes the lease {} over from {}", self, name, observed.holder());
    }
    term = observed.term() + 1;
    heldFrom(now);
    return true;
  }

  private void heldFrom(long asked) {
    renewFrom = asked + duration.dividedBy(3).toNanos();
    heldUntil = asked + duration.toNanos();
  }
}
