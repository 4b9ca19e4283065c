package io.minutebook.command.http;

import java.util.Locale;

/** The kinds of problem that the API answers with; each has its own type URN and status. */
enum ProblemKind {
  MALFORMED(400, "The request cannot be read"),
  UNAUTHENTICATED(401, "Who asks is not known"),
  FORBIDDEN(403, "The role does not allow this"),
  NOT_FOUND(404, "What is addressed does not exist"),
  UNKNOWN_PATH(404, "There is nothing at this path"),
  METHOD_NOT_ALLOWED(405, "The method does not fit the path"),
  NOT_ACCEPTABLE(406, "No answer in an acceptable form"),
  TIMED_OUT(408, "The request did not arrive in time"),
  CONFLICT(409, "It contradicts what stands"),
  STALE(412, "Somebody else was there first"),
  TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is of another type than expected"),
  INVALID(422, "It breaks a rule"),
  PRECONDITION_REQUIRED(428, "It must be said which version was seen"),
  INTERNAL(500, "Something went wrong inside"),
  BUSY(503, "Too much is asked at the moment"),
  UNSETTLED(503, "The outcome is not known yet"),
  UNAVAILABLE(503, "Something that is needed does not answer");

  private final int status;
  private final String title;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** The stable name of the kind, RFC 9457's {@code type}. */
  String type() {
    return "urn:minutebook:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
