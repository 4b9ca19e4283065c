package io.minutebook.benchmark.peer;

import java.time.Duration;

/**
 * What was acknowledged and not yet published when the load ended.
 *
 * @param commits how many
 * @param behind how long it took until nothing was left
 */
public record Backlog(long commits, Duration behind) {

  public static final Backlog NONE = new Backlog(0, Duration.ZERO);
}
