package io.minutebook.command.recovery;

import io.minutebook.command.seal.MongoSealTable;
import io.minutebook.command.seal.SealLog;
import io.minutebook.seal.SignedSeal;
import java.util.concurrent.ExecutionException;

/**
 * Publishes the seals that their topic lacks, as the service that seals would at its next start.
 */
final class SealsToLog {

  private final MongoSealTable table;
  private final SealLog log;
  private final SoleWriter alone;

  SealsToLog(MongoSealTable table, SealLog log, SoleWriter alone) {
    this.table = table;
    this.log = log;
    this.alone = alone;
  }

  void run() throws InterruptedException {
    if (table.last().isEmpty()) {
      return;
    }
    try {
      table.after(log.published(), this::publish);
    } catch (ExecutionException e) {
      throw refused(e);
    }
  }

  private void publish(SignedSeal seal) {
    alone.stillAlone();
    try {
      log.publish(seal);
    } catch (ExecutionException e) {
      throw refused(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RecoveryRefused("interrupted; run this again to go on", e);
    }
  }

  private static RecoveryRefused refused(ExecutionException e) {
    return new RecoveryRefused("the seals cannot be published: " + e.getMessage(), e);
  }
}
