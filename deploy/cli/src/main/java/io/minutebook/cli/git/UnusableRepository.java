package io.minutebook.cli.git;

import java.io.IOException;

/** There is no history to be read; the message says why, and what to do. */
public final class UnusableRepository extends IOException {

  private static final long serialVersionUID = 1;

  UnusableRepository(String message) {
    super(message);
  }

  UnusableRepository(String message, Throwable cause) {
    super(message, cause);
  }
}
