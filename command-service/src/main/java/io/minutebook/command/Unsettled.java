package io.minutebook.command;

/**
 * The outcome could not be found out in time; the same idempotency key may be sent again safely.
 */
public final class Unsettled extends RuntimeException {

  private static final long serialVersionUID = 1;

  public Unsettled(String message, Throwable cause) {
    super(message, cause);
  }
}
