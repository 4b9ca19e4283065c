package io.minutebook.query.audit;

import org.jspecify.annotations.Nullable;

/** Nothing can be said, because a server cannot be reached or has no data; tells a person why. */
public final class AuditImpossible extends RuntimeException {

  private static final long serialVersionUID = 1;

  AuditImpossible(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
