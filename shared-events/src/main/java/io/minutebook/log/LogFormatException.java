package io.minutebook.log;

import org.jspecify.annotations.Nullable;

/** Something in the log that is not what this program, in this version, writes. */
public final class LogFormatException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final @Nullable String header;

  public LogFormatException(String message, @Nullable Throwable cause) {
    this(null, message, cause);
  }

  /** It is in one of a record's headers. */
  LogFormatException(@Nullable String header, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.header = header;
  }

  /** The name of the header that it is in; null if it is in none, or not in one alone. */
  public @Nullable String header() {
    return header;
  }
}
