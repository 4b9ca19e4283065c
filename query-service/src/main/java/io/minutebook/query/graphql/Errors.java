package io.minutebook.query.graphql;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.introspection.IntrospectionDisabledError;
import graphql.schema.DataFetchingEnvironment;
import io.minutebook.query.view.BadArgument;
import io.minutebook.query.view.ConsistencyToken;
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

  @Override
  protected GraphQLError resolveToSingleError(Throwable problem, DataFetchingEnvironment env) {
    return switch (problem) {
      case ConsistencyToken.BadToken e ->
          error(env, "BAD_TOKEN", String.valueOf(e.getMessage()), Map.of());
      case Freshness.NotYet e ->
          error(
              env,
              "NOT_YET",
              String.valueOf(e.getMessage()),
              Map.of(RETRYABLE, true, "waitedFor", e.waitedFor()));
      case NotReady e ->
          error(env, "NOT_READY", String.valueOf(e.getMessage()), Map.of(RETRYABLE, true));
      case BadArgument e ->
          error(
              env,
              "BAD_ARGUMENT",
              String.valueOf(e.getMessage()),
              Map.of("argument", e.argument()));
      case BindException e ->
          error(env, "BAD_ARGUMENT", "an argument has not the type that it should have", Map.of());
      case AccessDeniedException e ->
          error(env, "FORBIDDEN", String.valueOf(e.getMessage()), Map.of());
      default -> {
        Work work = env.getGraphQlContext().get(Work.class);
        if (work != null && work.isStopped()) {
          yield error(env, TimeLimit.CODE, "this query was given up", Map.of(RETRYABLE, true));
        }
        LOG.error("A query failed at {}", env.getExecutionStepInfo().getPath(), problem);
        yield error(
            env, "INTERNAL", "this could not be answered; the server's log says why", Map.of());
      }
    };
  }

  private static GraphQLError error(
      DataFetchingEnvironment env, String code, String message, Map<String, Object> more) {
    Map<String, Object> extensions = new HashMap<>(more);
    extensions.put(CODE, code);
    return GraphqlErrorBuilder.newError(env)
        .errorType(ErrorType.DataFetchingException)
        .message("%s", message)
        .extensions(extensions)
        .build();
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
