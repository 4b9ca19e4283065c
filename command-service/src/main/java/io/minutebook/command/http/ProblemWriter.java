package io.minutebook.command.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem details, whatever the client accepts: an error is better read than refused. */
final class ProblemWriter {

  static final String MEDIA_TYPE = "application/problem+json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ProblemWriter() {}

  static byte[] bytes(Problem problem) {
    return JSON.writeValueAsBytes(problem);
  }

  /**
   * Answers with the problem and sends it off at once, so that a client that is still sending its
   * body gets it. Does nothing if an answer is under way already.
   */
  static void write(HttpServletResponse response, Problem problem) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    byte[] body = bytes(problem);
    response.setStatus(problem.status());
    response.setContentType(MEDIA_TYPE);
    response.setContentLength(body.length);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.getOutputStream().write(body);
    response.flushBuffer();
  }
}
