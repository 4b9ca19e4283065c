package io.minutebook.query.view;

/** An argument of a query cannot be used; the message is for whoever gave it. */
public final class BadArgument extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String argument;

  public BadArgument(String argument, String message) {
    super(message, null, false, false);
    this.argument = argument;
  }

  public String argument() {
    return argument;
  }
}
