package io.minutebook.cli.client;

import java.time.Duration;

/**
 * For how long a request is repeated while the service is away (connection refused or broken, 503).
 * Only for requests that may be repeated: questions, and commands with an idempotency key.
 */
public record Patience(Duration limit) {

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  public static final Patience NONE = new Patience(Duration.ZERO);

  /** The pause before another try, or a negative number if the patience is used up. */
  long pauseMillis(int triesSoFar, Duration waited) {
    if (waited.compareTo(limit) >= 0) {
      return -1;
    }
    return Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(triesSoFar, 6));
  }
}
