package io.minutebook.query.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** In which of its two media types GraphQL over HTTP answers, and with which status. */
enum AnswerType {
  /** A query that was not begun is answered with 400. */
  GRAPHQL_RESPONSE,

  /** For older clients, and those that do not say: every query that could be read gets 200. */
  JSON;

  MediaType mediaType() {
    return new MediaType(
        switch (this) {
          case GRAPHQL_RESPONSE -> MediaType.APPLICATION_GRAPHQL_RESPONSE;
          case JSON -> MediaType.APPLICATION_JSON;
        },
        UTF_8);
  }

  /** What a client likes best of the two; empty if it accepts neither. */
  static Optional<AnswerType> of(List<MediaType> accepted) {
    if (accepted.isEmpty()) {
      return Optional.of(JSON);
    }
    return accepted.stream()
        .filter(type -> type.getQualityValue() > 0)
        .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
        .flatMap(type -> of(type).stream())
        .findFirst();
  }

  private static Optional<AnswerType> of(MediaType accepted) {
    for (AnswerType each : List.of(JSON, GRAPHQL_RESPONSE)) {
      if (accepted.includes(each.mediaType())) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /**
   * The status of an answer.
   *
   * @param begun whether the query was executed, with or without errors
   * @param code of the first error, or empty
   */
  HttpStatus status(boolean begun, String code) {
    if (this == JSON || begun) {
      return HttpStatus.OK;
    }
    return code.equals(TimeLimit.CODE) ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.BAD_REQUEST;
  }
}
