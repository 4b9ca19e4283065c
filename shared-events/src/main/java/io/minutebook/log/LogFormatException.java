package io.minutebook.log;

import org.jspecify.annotations.Nullable;

/** Something in the log that is not what this program, in this version, writes. */
public final class LogFormatException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public LogFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
