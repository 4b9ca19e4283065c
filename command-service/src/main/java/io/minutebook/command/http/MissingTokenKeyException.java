package io.minutebook.command.http;

/** Nothing says by which key tokens are checked. */
final class MissingTokenKeyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  MissingTokenKeyException() {
    super("Nothing says by which key the tokens of callers are checked.");
  }
}
