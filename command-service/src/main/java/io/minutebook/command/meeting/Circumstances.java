package io.minutebook.command.meeting;

import org.jspecify.annotations.Nullable;

/**
 * What a request says besides what it asks for.
 *
 * @param reason why; corrections of published minutes have to say it
 * @param reinstate whether a document takes back that its meeting was cancelled
 */
public record Circumstances(@Nullable String reason, boolean reinstate) {

  /** Nothing was said. */
  public static final Circumstances NONE = new Circumstances(null, false);

  /** Those of a request that gives a reason, or (null) none. */
  public static Circumstances because(@Nullable String reason) {
    return new Circumstances(reason, false);
  }
}
