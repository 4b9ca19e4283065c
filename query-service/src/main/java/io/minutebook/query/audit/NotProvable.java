package io.minutebook.query.audit;

/** What is stored contradicts what was sealed; the message says where. */
public final class NotProvable extends RuntimeException {

  private static final long serialVersionUID = 1;

  NotProvable(String message) {
    super(message, null, false, false);
  }
}
