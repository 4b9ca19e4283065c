package io.minutebook.command.recovery;

import com.mongodb.client.MongoDatabase;
import io.minutebook.command.relay.LeaseTable;
import io.minutebook.command.relay.MongoLeaseTable;
import io.minutebook.command.relay.SharedLease;
import java.time.Duration;
import java.util.UUID;

/**
 * The relays' lease, held while the record is made anew: it is refused while a relay is alive, and
 * a relay that is started meanwhile stands by.
 */
final class SoleWriter implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final SharedLease lease;

  private SoleWriter(SharedLease lease) {
    this.lease = lease;
  }

  /**
   * Takes the lease.
   *
   * @param topic the relays' log, after which the lease is named
   * @param duration for how long a relay counts as alive that is not heard of
   * @throws RecoveryRefused if one is alive
   */
  static SoleWriter take(MongoDatabase database, String topic, Duration duration)
      throws InterruptedException {
    LeaseTable table = new MongoLeaseTable(database);
    SharedLease lease =
        new SharedLease(table, topic, "recovery-" + UUID.randomUUID(), duration, System::nanoTime);
    long deadline = System.nanoTime() + duration.multipliedBy(2).toNanos();
    while (!lease.isHeld()) {
      if (System.nanoTime() - deadline > 0) {
        throw new RecoveryRefused(
            "a command-service is publishing to %s (its relay %s is alive): stop every command-service (of 'minutebook up': Ctrl-C or SIGTERM), then run this again"
                .formatted(topic, table.observe(topic).holder()));
      }
      Thread.sleep(PAUSE);
    }
    return new SoleWriter(lease);
  }

  /**
   * To be called at least once a second.
   *
   * @throws RecoveryRefused if the lease was lost
   */
  void stillAlone() {
    if (!lease.isHeld()) {
      throw new RecoveryRefused(
          "a command-service has begun to publish meanwhile: stop it, then run this again");
    }
  }

  @Override
  public void close() {
    lease.giveUp();
  }
}
