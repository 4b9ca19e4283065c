package io.minutebook.seal;

import org.jspecify.annotations.Nullable;

/** What was given is no seal, proof or key at all; the message tells a person why. */
public final class Unreadable extends RuntimeException {

  private static final long serialVersionUID = 1;

  public Unreadable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
