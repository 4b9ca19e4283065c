package io.minutebook.command.http;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Problem details for what never reaches Spring, such as a path that Tomcat cannot parse. */
final class ProblemReportValve extends ErrorReportValve {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    AtomicBoolean ioAllowed = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, ioAllowed);
    if (!ioAllowed.get()) {
      return;
    }
    try {
      response.setContentType(ProblemWriter.MEDIA_TYPE);
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      Writer writer = response.getReporter();
      if (writer != null) {
        byte[] problem = ProblemWriter.bytes(Problem.ofStatus(status, detail(status)));
        writer.write(new String(problem, StandardCharsets.UTF_8));
        response.finishResponse();
      }
    } catch (IOException e) {
      LOG.debug("The client went before it could be told", e);
    }
  }

  private static String detail(int status) {
    if (status >= 500) {
      return "This is a fault of the service, noted in its log.";
    }
    return status == ProblemKind.METHOD_NOT_ALLOWED.status()
        ? "This method is not possible here."
        : "The request is not HTTP as this service takes it: its line, path or headers.";
  }
}
