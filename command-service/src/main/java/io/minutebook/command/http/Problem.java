package io.minutebook.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A problem detail (RFC 9457), in the order in which it is written.
 *
 * @param field the field, header or parameter at fault, as the client wrote it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(String type, String title, int status, String detail, @Nullable String field) {

  static Problem of(ProblemKind kind, @Nullable String field, String detail) {
    return new Problem(kind.type(), kind.title(), kind.status(), detail, field);
  }

  /** For a status that the container or Spring chose and that no kind of ours stands for. */
  static Problem ofStatus(int status, String detail) {
    for (ProblemKind kind : ProblemKind.values()) {
      if (kind.status() == status) {
        return of(kind, null, detail);
      }
    }
    HttpStatus known = HttpStatus.resolve(status);
    String title = known == null ? "Status " + status : known.getReasonPhrase();
    return new Problem("about:blank", title, status, detail, null);
  }
}
