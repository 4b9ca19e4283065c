package io.minutebook.command.meeting;

import org.jspecify.annotations.Nullable;

/**
 * What a request says, and what is known, besides what it asks for.
 *
 * @param reason why; corrections of published minutes have to say it
 * @param reinstate whether a document takes back that its meeting was cancelled
 * @param facts of other streams
 */
public record Circumstances(@Nullable String reason, boolean reinstate, Facts facts) {

  /** Nothing was said, and nothing is known. */
  public static final Circumstances NONE = new Circumstances(null, false, Facts.NONE);

  /** Those of a request that gives a reason. */
  public static Circumstances because(String reason) {
    return new Circumstances(reason, false, Facts.NONE);
  }

  /** Those of a request that says nothing, while something is known. */
  public static Circumstances knowing(Facts facts) {
    return new Circumstances(null, false, facts);
  }
}
