package io.minutebook.query.graphql;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.introspection.IntrospectionDisabledError;
import graphql.schema.DataFetchingEnvironment;
import io.minutebook.query.live.LiveStreams;
import io.minutebook.query.view.BadArgument;
import io.minutebook.query.view.ConsistencyToken;
import io.minutebook.query.view.DatabaseTimeouts;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.NotReady;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;
import reactor.core.publisher.Mono;

/**
 * Gives every error a code for programs and a message for people, and nothing of the inside. Of
 * very many errors some are answered, and how many there were more.
 */
@Component
class Errors extends DataFetcherExceptionResolverAdapter implements WebGraphQlInterceptor {

  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
  private static final String CODE = "code";
  private static final String RETRYABLE = "retryable";

  private final int most;

  Errors(GraphQlLimits limits) {
    this.most = limits.errors();
  }

  /** What a client is told of a problem of its own making. */
  record Told(String code, String message, Map<String, Object> more) {

    static Told of(String code, Throwable problem) {
      return new Told(code, String.valueOf(problem.getMessage()), Map.of());
    }

    GraphQLError with(GraphqlErrorBuilder<?> builder) {
      Map<String, Object> extensions = new HashMap<>(more);
      extensions.put(CODE, code);
      return builder
          .errorType(ErrorType.DataFetchingException)
          .message("%s", message)
          .extensions(extensions)
          .build();
    }
  }

  /** What is told of a problem; that it is internal, if it is not the client's. */
  static Told told(Throwable problem, Object where) {
    return switch (problem) {
      case ConsistencyToken.BadToken e -> Told.of("BAD_TOKEN", e);
      case Freshness.NotYet e ->
          new Told(
              "NOT_YET",
              String.valueOf(e.getMessage()),
              Map.of(RETRYABLE, true, "waitedFor", e.waitedFor()));
      case NotReady e ->
          new Told("NOT_READY", String.valueOf(e.getMessage()), Map.of(RETRYABLE, true));
      case LiveStreams.TooManySubscriptions e ->
          new Told("TOO_MANY", String.valueOf(e.getMessage()), Map.of(RETRYABLE, true));
      case BadArgument e ->
          new Told(
              "BAD_ARGUMENT", String.valueOf(e.getMessage()), Map.of("argument", e.argument()));
      case BindException _ ->
          new Told("BAD_ARGUMENT", "an argument has not the type that it should have", Map.of());
      case AccessDeniedException e -> Told.of("FORBIDDEN", e);
      case RuntimeException e when DatabaseTimeouts.is(e) -> {
        LOG.warn("The database did not answer in time at {}: {}", where, e.getMessage());
        yield new Told(
            TimeLimit.CODE,
            "the database did not answer in time; ask again in a moment",
            Map.of(RETRYABLE, true));
      }
      default -> {
        LOG.error("A query failed at {}", where, problem);
        yield new Told(
            "INTERNAL", "this could not be answered; the server's log says why", Map.of());
      }
    };
  }

  @Override
  protected GraphQLError resolveToSingleError(Throwable problem, DataFetchingEnvironment env) {
    Work work = env.getGraphQlContext().get(Work.class);
    boolean givenUp = work != null && work.isStopped();
    Told told =
        givenUp
            ? new Told(TimeLimit.CODE, "this query was given up", Map.of(RETRYABLE, true))
            : told(problem, env.getExecutionStepInfo().getPath());
    return told.with(GraphqlErrorBuilder.newError(env));
  }

  /** Adds a code to the errors that the engine itself finds in a query. */
  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    return chain
        .next(request)
        .map(
            response ->
                response.getExecutionResult().getErrors().isEmpty()
                    ? response
                    : response.transform(
                        builder -> addErrors(response.getExecutionResult().getErrors(), builder)));
  }

  private void addErrors(List<GraphQLError> errors, WebGraphQlResponse.Builder answer) {
    answer.errors(errors.stream().limit(most).map(Errors::coded).toList());
    if (errors.size() > most) {
      answer.extensions(Map.of("errorsLeftOut", errors.size() - most));
    }
  }

  /** The error with a code of ours in the place of the engine's own names. */
  private static GraphQLError coded(GraphQLError error) {
    Map<String, Object> extensions = new HashMap<>();
    if (error.getExtensions() != null) {
      extensions.putAll(error.getExtensions());
    }
    String code = String.valueOf(extensions.computeIfAbsent(CODE, none -> codeOf(error)));
    GraphqlErrorBuilder<?> coded =
        GraphqlErrorBuilder.newError()
            .message("%s", error.getMessage())
            .errorType(ErrorClassification.errorClassification(code))
            .extensions(extensions);
    if (error.getLocations() != null) {
      coded.locations(error.getLocations());
    }
    if (error.getPath() != null) {
      coded.path(error.getPath());
    }
    return coded.build();
  }

  private static String codeOf(GraphQLError error) {
    if (error instanceof IntrospectionDisabledError) {
      return "INTROSPECTION_DISABLED";
    }
    return error.getErrorType() instanceof ErrorType type
        ? switch (type) {
          case InvalidSyntax, ValidationError, OperationNotSupported -> RefusedQuery.INVALID_QUERY;
          case ExecutionAborted -> RefusedQuery.TOO_COMPLEX;
          case DataFetchingException, NullValueInNonNullableField -> "INTERNAL";
        }
        : "INTERNAL";
  }
}
