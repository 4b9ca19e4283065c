package io.minutebook.command.http;

import io.minutebook.command.Context;
import io.minutebook.command.Expected;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** What all writing requests have in common, read and checked; the body as text. */
record Incoming(String body, Expected expected, Context context) {

  /** Says why; every writing request may. */
  static final String REASON = "reason";

  /** Reads a request whose query may have a reason and the given parameters, each once. */
  static Incoming of(HttpServletRequest request, Set<String> parameters) {
    checkQuery(request, withReason(parameters));
    checkEncoding(request);
    Expected expected = Preconditions.of(request);
    IdempotencyKeyFilter.keyOf(request);
    byte[] body = BodyReader.read(request);
    Context context = ContextReader.read(request, body);
    return new Incoming(BodyReader.utf8(body), expected, context);
  }

  /** A misspelt dryRun would store what was only to be tried: nothing unknown is let pass. */
  static void checkQuery(HttpServletRequest request, Set<String> parameters) {
    queryOf(request)
        .forEach(
            (name, values) -> {
              if (!parameters.contains(name)) {
                throw ProblemException.malformed(name, "There is no query parameter " + name + ".");
              }
              if (values.length != 1) {
                throw ProblemException.malformed(name, name + " may be given once.");
              }
            });
  }

  private static Set<String> withReason(Set<String> parameters) {
    Set<String> all = new HashSet<>(parameters);
    all.add(REASON);
    return all;
  }

  private static Map<String, String[]> queryOf(HttpServletRequest request) {
    try {
      return request.getParameterMap();
    } catch (IllegalStateException e) {
      // Tomcat's way to say so, since Servlet 6.1
      throw ProblemException.malformed(null, "The query is not percent-encoded UTF-8.");
    }
  }

  private static void checkEncoding(HttpServletRequest request) {
    String coding = Headers.single(request, HttpHeaders.CONTENT_ENCODING);
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      throw unsupported(HttpHeaders.CONTENT_ENCODING, "A body is sent as it is, not as " + coding);
    }
    // The mapping has checked that this can be parsed.
    Charset charset = MediaType.parseMediaType(request.getContentType()).getCharset();
    if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
      throw unsupported(HttpHeaders.CONTENT_TYPE, "A body is in UTF-8, not in " + charset);
    }
  }

  private static ProblemException unsupported(String header, String detail) {
    return new ProblemException(ProblemKind.UNSUPPORTED_MEDIA_TYPE, header, detail + ".");
  }

  /** The value of a parameter that is {@code true} or {@code false}, by default false. */
  static boolean flag(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    if (value == null) {
      return false;
    }
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ProblemException.malformed(name, name + " is true or false.");
    };
  }
}
