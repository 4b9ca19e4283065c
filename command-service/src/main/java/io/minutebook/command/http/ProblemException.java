package io.minutebook.command.http;

import org.jspecify.annotations.Nullable;

/**
 * Ends the handling of a request with a problem detail. A user's mistake: it has no stack trace.
 */
final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ProblemKind kind;
  private final @Nullable String field;

  ProblemException(ProblemKind kind, @Nullable String field, String detail) {
    super(detail, null, false, false);
    this.kind = kind;
    this.field = field;
  }

  static ProblemException malformed(@Nullable String field, String detail) {
    return new ProblemException(ProblemKind.MALFORMED, field, detail);
  }

  ProblemKind kind() {
    return kind;
  }

  Problem problem() {
    return Problem.of(kind, field, String.valueOf(getMessage()));
  }
}
