package io.minutebook.command.http;

import io.minutebook.command.Busy;
import io.minutebook.command.Refusal;
import io.minutebook.command.Unsettled;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The one place that turns refusals and mistakes into problem details. */
@RestControllerAdvice
final class ProblemAdvice {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final String RETRY_AFTER_SECONDS = "2";

  @ExceptionHandler
  void onProblem(ProblemException e, HttpServletResponse response) throws IOException {
    if (e.kind() == ProblemKind.FORBIDDEN) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
    }
    ProblemWriter.write(response, e.problem());
  }

  @ExceptionHandler
  void onRefusal(Refusal e, HttpServletResponse response) throws IOException {
    String detail = String.valueOf(e.getMessage());
    ProblemWriter.write(response, Problem.of(kindOf(e.kind()), e.field(), detail));
  }

  private static ProblemKind kindOf(Refusal.Kind kind) {
    return switch (kind) {
      case MALFORMED -> ProblemKind.MALFORMED;
      case NOT_FOUND -> ProblemKind.NOT_FOUND;
      case CONFLICT -> ProblemKind.CONFLICT;
      case STALE -> ProblemKind.STALE;
      case TOO_LARGE -> ProblemKind.TOO_LARGE;
      case INVALID -> ProblemKind.INVALID;
      case PRECONDITION_REQUIRED -> ProblemKind.PRECONDITION_REQUIRED;
    };
  }

  @ExceptionHandler
  void onBusy(Busy e, HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    String detail =
        e.getMessage() + " Nothing was stored. Send the same request again in a moment.";
    ProblemWriter.write(response, Problem.of(ProblemKind.BUSY, null, detail));
  }

  @ExceptionHandler
  void onUnsettled(Unsettled e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    LOG.warn(
        "Whether {} {} was stored is not known yet: {}",
        request.getMethod(),
        request.getRequestURI(),
        e.getMessage());
    response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    String detail =
        "It is not known yet whether this was stored. Send the same request again with the same"
            + " Idempotency-Key, which this answer carries: that is safe, it is never stored"
            + " twice.";
    ProblemWriter.write(response, Problem.of(ProblemKind.UNSETTLED, null, detail));
  }

  @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
  void onUnknownPath(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String detail = "There is nothing at " + request.getRequestURI() + "; see /v3/api-docs.";
    ProblemWriter.write(response, Problem.of(ProblemKind.UNKNOWN_PATH, null, detail));
  }

  @ExceptionHandler
  void onMethod(HttpRequestMethodNotSupportedException e, HttpServletResponse response)
      throws IOException {
    String[] allowed = e.getSupportedMethods();
    String list = allowed == null ? "" : String.join(", ", allowed);
    response.setHeader(HttpHeaders.ALLOW, list);
    String detail = e.getMethod() + " is not possible here; possible: " + list + ".";
    ProblemWriter.write(response, Problem.of(ProblemKind.METHOD_NOT_ALLOWED, null, detail));
  }

  @ExceptionHandler
  void onMediaType(HttpMediaTypeNotSupportedException e, HttpServletResponse response)
      throws IOException {
    e.getHeaders().forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
    String sent = e.getContentType() == null ? "none" : e.getContentType().toString();
    String detail = "Content-Type is " + sent + "; expected here: " + e.getSupportedMediaTypes();
    ProblemWriter.write(
        response, Problem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Content-Type", detail));
  }

  @ExceptionHandler
  void onAccept(HttpMediaTypeNotAcceptableException e, HttpServletResponse response)
      throws IOException {
    String detail = "Accept leaves out the form of the answer: " + e.getSupportedMediaTypes();
    ProblemWriter.write(response, Problem.of(ProblemKind.NOT_ACCEPTABLE, "Accept", detail));
  }

  @ExceptionHandler
  void onRejected(RequestRejectedException e, HttpServletResponse response) throws IOException {
    String detail = "The request has characters in its path or headers that are not taken.";
    ProblemWriter.write(response, Problem.of(ProblemKind.MALFORMED, null, detail));
  }

  @ExceptionHandler
  void onAnythingElse(Exception e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
      String detail = String.valueOf(known.getBody().getDetail());
      ProblemWriter.write(response, Problem.ofStatus(known.getStatusCode().value(), detail));
      return;
    }
    String reference = UUID.randomUUID().toString();
    LOG.error("{} {} failed ({})", request.getMethod(), request.getRequestURI(), reference, e);
    String detail =
        "This is a fault of the service, noted in its log under "
            + reference
            + ". The same request may be sent again safely with the same Idempotency-Key.";
    ProblemWriter.write(response, Problem.of(ProblemKind.INTERNAL, null, detail));
  }
}
