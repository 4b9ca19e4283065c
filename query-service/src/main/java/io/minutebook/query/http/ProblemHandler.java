package io.minutebook.query.http;

import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoOperationTimeoutException;
import io.minutebook.query.http.MinutesDocumentController.NoSuchMinutes;
import io.minutebook.query.view.BadArgument;
import io.minutebook.query.view.ConsistencyToken;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.NotReady;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every problem as RFC 9457 problem details, with a code where a program would look for one. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

  @ExceptionHandler
  ProblemDetail handle(NoSuchMinutes problem) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, message(problem));
  }

  @ExceptionHandler
  ProblemDetail handle(BadArgument problem) {
    ProblemDetail detail = coded(HttpStatus.BAD_REQUEST, problem, "BAD_ARGUMENT");
    detail.setProperty("field", problem.argument());
    return detail;
  }

  @ExceptionHandler
  ProblemDetail handle(ConsistencyToken.BadToken problem) {
    ProblemDetail detail = coded(HttpStatus.BAD_REQUEST, problem, "BAD_TOKEN");
    detail.setProperty("field", "atLeast");
    return detail;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> handle(Freshness.NotYet problem) {
    ProblemDetail detail = coded(HttpStatus.SERVICE_UNAVAILABLE, problem, "NOT_YET");
    detail.setProperty("retryable", true);
    detail.setProperty("waitedFor", problem.waitedFor());
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "1")
        .body(detail);
  }

  /** The database took longer than a read may. */
  @ExceptionHandler({MongoOperationTimeoutException.class, MongoExecutionTimeoutException.class})
  ResponseEntity<ProblemDetail> handleTimeout() {
    ProblemDetail detail =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.SERVICE_UNAVAILABLE, "this took too long; ask again in a moment");
    detail.setProperty("code", "TIMED_OUT");
    detail.setProperty("retryable", true);
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "1")
        .body(detail);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> handle(NotReady problem) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .body(coded(HttpStatus.SERVICE_UNAVAILABLE, problem, "NOT_READY"));
  }

  @ExceptionHandler
  ProblemDetail handle(Refused problem) {
    return coded(problem.status(), problem, problem.code());
  }

  @ExceptionHandler
  ProblemDetail handle(AccessDeniedException problem) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, message(problem));
  }

  @ExceptionHandler
  ProblemDetail handle(RuntimeException problem) {
    LOG.error("A request failed", problem);
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.INTERNAL_SERVER_ERROR, "this could not be answered; the server's log says why");
  }

  private static ProblemDetail coded(HttpStatus status, RuntimeException problem, String code) {
    ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, message(problem));
    detail.setProperty("code", code);
    return detail;
  }

  private static String message(RuntimeException problem) {
    return String.valueOf(problem.getMessage());
  }
}
