package io.minutebook.benchmark.peer;

import io.minutebook.command.Timing;
import io.minutebook.command.eventstore.CommitStore;
import io.minutebook.command.eventstore.CommitTable;
import java.time.Duration;

/** What holds for every store. */
final class Stores {

  /** How many aggregates' states are kept in memory: all that the workload has, for everyone. */
  static final int CACHED = 10_000;

  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final long MOST_QUEUED_BYTES = 64L << 20;

  private Stores() {}

  /** A commit store with the settings that the command service has. */
  static CommitStore commitStore(CommitTable table) {
    return new CommitStore(table, SETTLE, MOST_QUEUED_BYTES, Timing.SYSTEM);
  }
}
