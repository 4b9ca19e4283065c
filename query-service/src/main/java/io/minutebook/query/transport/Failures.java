package io.minutebook.query.transport;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.List;
import java.util.Map;

/** Errors that are found on the way; they have codes as all others. */
final class Failures {

  private Failures() {}

  static List<GraphQLError> internal() {
    return of("INTERNAL", "this could not be answered; the server's log says why");
  }

  static List<GraphQLError> expired() {
    return of("UNAUTHORIZED", "the token has expired; come again with a new one");
  }

  static List<GraphQLError> notSubscribed() {
    return of(
        "INVALID_QUERY",
        "a subscription is asked for with 'Accept: text/event-stream', or over WebSocket");
  }

  static List<GraphQLError> badRequest() {
    return of("INVALID_QUERY", "the payload has a query, and may have operationName and variables");
  }

  static List<GraphQLError> tooMany(int most) {
    return of("TOO_MANY", "a connection has at most " + most + " operations at a time");
  }

  private static List<GraphQLError> of(String code, String message) {
    return List.of(
        GraphqlErrorBuilder.newError()
            .message("%s", message)
            .extensions(Map.<String, Object>of("code", code))
            .build());
  }
}
