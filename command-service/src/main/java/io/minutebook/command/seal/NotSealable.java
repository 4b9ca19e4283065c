package io.minutebook.command.seal;

/** What the log or the store holds must not be sealed; the message says what and where. */
final class NotSealable extends RuntimeException {

  private static final long serialVersionUID = 1;

  NotSealable(String message) {
    super(message, null, false, false);
  }
}
