package io.minutebook.command.eventstore;

import io.minutebook.log.Commit;

/**
 * It could not be found out in time whether a commit was stored. It may have been, or may be yet;
 * the same command may be repeated safely.
 */
public final class OutcomeUnknown extends RuntimeException {

  private static final long serialVersionUID = 1;

  OutcomeUnknown(Commit commit, Throwable cause) {
    super("whether " + commit + " was stored could not be found out in time", cause);
  }
}
