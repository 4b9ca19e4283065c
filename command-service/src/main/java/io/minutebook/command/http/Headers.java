package io.minutebook.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API's own header fields, and reading a field that may be there once. */
final class Headers {

  static final String OCCURRED_AT = "Minutebook-Occurred-At";
  static final String ON_BEHALF_OF = "Minutebook-On-Behalf-Of";
  static final String CORRELATION = "Minutebook-Correlation";
  static final String PROVENANCE = "Minutebook-Provenance";
  static final String TOKEN = "Minutebook-Token";

  private Headers() {}

  static @Nullable String single(HttpServletRequest request, String name) {
    List<String> values = Collections.list(request.getHeaders(name));
    if (values.size() > 1) {
      throw ProblemException.malformed(name, name + " may be sent once.");
    }
    return values.isEmpty() ? null : values.getFirst().strip();
  }
}
