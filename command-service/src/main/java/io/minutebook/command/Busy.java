package io.minutebook.command;

/** More is asked than can be stored at the moment; nothing was done. */
public final class Busy extends RuntimeException {

  private static final long serialVersionUID = 1;

  public Busy(String message, Throwable cause) {
    super(message, cause);
  }
}
