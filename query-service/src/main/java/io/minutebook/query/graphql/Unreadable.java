package io.minutebook.query.graphql;

import org.springframework.http.HttpStatus;

/**
 * A request over HTTP that holds no query that could be answered; the message is for its sender.
 */
final class Unreadable extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final HttpStatus status;
  private final String code;

  Unreadable(HttpStatus status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** The request is not of the form that GraphQL over HTTP has. */
  static Unreadable malformed(String message) {
    return new Unreadable(HttpStatus.BAD_REQUEST, "BAD_REQUEST", message);
  }

  HttpStatus status() {
    return status;
  }

  String code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
