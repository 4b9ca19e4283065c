package io.minutebook.benchmark.peer;

import java.time.Duration;

/**
 * What was acknowledged and not yet published when the load ended.
 *
 * @param commits how many
 * @param behind how long it took until nothing was left
 * @param published how many records the log holds then, duplicates included
 */
public record Backlog(long commits, Duration behind, long published) {

  /** Of a store that publishes nothing. */
  public static final Backlog NONE = new Backlog(0, Duration.ZERO, 0);
}
