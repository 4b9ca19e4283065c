package io.minutebook.cli;

/** The command could not do its work; the message says what to do, in one line. Exit code 2. */
public final class CannotRun extends RuntimeException {

  private static final long serialVersionUID = 1;

  public CannotRun(String message) {
    super(message);
  }

  public CannotRun(String message, Throwable cause) {
    super(message, cause);
  }
}
