package io.minutebook.query.projection;

import io.minutebook.log.Commit;

/** How a commit that the log hands over stands to what the views hold of its stream. */
public enum Succession {
  /** The views hold it already. */
  KNOWN,
  /** It is the one that follows. */
  NEXT,
  /** Something is missing before it. */
  GAP;

  /** Says how commits stand; there is one rule, {@link Succession#of}, and what breaks without. */
  @FunctionalInterface
  public interface Rule {
    Succession of(long expected, Commit commit);
  }

  /**
   * The rule.
   *
   * @param expected the version of the stream's next event
   */
  public static Succession of(long expected, Commit commit) {
    if (commit.lastVersion() < expected) {
      return KNOWN;
    }
    return commit.version() > expected ? GAP : NEXT;
  }
}
