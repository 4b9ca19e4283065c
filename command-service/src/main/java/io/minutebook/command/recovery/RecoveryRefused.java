package io.minutebook.command.recovery;

import org.jspecify.annotations.Nullable;

/** Nothing more is done; the message tells a person what stands in the way and what to do. */
public final class RecoveryRefused extends RuntimeException {

  private static final long serialVersionUID = 1;

  RecoveryRefused(String message) {
    this(message, null);
  }

  static RecoveryRefused halfDone(String what) {
    return new RecoveryRefused(
        "the commits are only half there: finish '%s' first".formatted(what));
  }

  RecoveryRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
