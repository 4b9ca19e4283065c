package io.minutebook.command.axon;

import io.minutebook.log.Commit;

/** The stream holds a commit of this command already; nothing was stored. */
final class AlreadyDecided extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Commit first;

  AlreadyDecided(Commit first) {
    super("the command of " + first + " is decided already", null, false, false);
    this.first = first;
  }

  Commit first() {
    return first;
  }
}
