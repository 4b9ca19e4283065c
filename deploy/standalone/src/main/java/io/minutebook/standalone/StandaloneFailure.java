package io.minutebook.standalone;

/**
 * Why the process could not start, for the person who started it: one line that says what to do.
 */
public final class StandaloneFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StandaloneFailure(String message) {
    super(message);
  }

  public StandaloneFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
