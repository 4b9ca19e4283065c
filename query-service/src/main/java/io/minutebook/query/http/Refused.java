package io.minutebook.query.http;

import org.springframework.http.HttpStatus;

/** A request that cannot be met as things are. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final HttpStatus status;
  private final String code;

  private Refused(HttpStatus status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static Refused notFound(String message) {
    return new Refused(HttpStatus.NOT_FOUND, "NOT_FOUND", message);
  }

  static Refused conflict(String message) {
    return new Refused(HttpStatus.CONFLICT, "CONFLICT", message);
  }

  HttpStatus status() {
    return status;
  }

  String code() {
    return code;
  }
}
