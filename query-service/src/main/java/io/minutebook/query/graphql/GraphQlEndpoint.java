package io.minutebook.query.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * GraphQL over HTTP, as its specification (draft of 2025) says: POST with a JSON object, or GET
 * with parameters. What is no GraphQL request is answered in problem details, or as a GraphQL error
 * to those who accept {@code application/graphql-response+json}.
 */
@Component
class GraphQlEndpoint {

  static final String PATH = "/graphql";

  private static final String ALLOWED = "GET, POST";

  private final WebGraphQlHandler graphQl;
  private final JsonMapper json;
  private final SentQuery reader;
  private final IdGenerator ids = new AlternativeJdkIdGenerator();

  GraphQlEndpoint(WebGraphQlHandler graphQl, JsonMapper json, GraphQlLimits limits) {
    this.graphQl = graphQl;
    this.json = json;
    this.reader = new SentQuery(limits.variables());
  }

  /** All but what wants a stream of events. */
  static boolean isFor(ServerRequest request) {
    List<MediaType> accepted = accepted(request).orElse(List.of());
    return AnswerType.of(accepted).isPresent()
        || accepted.stream().noneMatch(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype);
  }

  private static Optional<List<MediaType>> accepted(ServerRequest request) {
    try {
      return Optional.of(request.headers().accept());
    } catch (InvalidMediaTypeException e) {
      return Optional.empty();
    }
  }

  ServerResponse handle(ServerRequest request) {
    Optional<AnswerType> type = accepted(request).flatMap(AnswerType::of);
    try {
      if (type.isEmpty()) {
        throw new Unreadable(
            HttpStatus.NOT_ACCEPTABLE,
            "NOT_ACCEPTABLE",
            "queries are answered as application/graphql-response+json or application/json");
      }
      return answer(request, read(request), type.get());
    } catch (Unreadable e) {
      return refusal(request, e, type.orElse(AnswerType.JSON));
    }
  }

  private GraphQlRequest read(ServerRequest request) {
    if (request.method().equals(HttpMethod.GET)) {
      return reader.fromParameters(request.params());
    }
    if (!request.method().equals(HttpMethod.POST)) {
      throw new Unreadable(
          HttpStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "queries are sent by GET or POST");
    }
    if (!isJson(request)) {
      throw new Unreadable(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "UNSUPPORTED_MEDIA_TYPE",
          "a query is sent as application/json, in UTF-8");
    }
    try {
      return reader.fromBody(request.servletRequest().getInputStream().readAllBytes());
    } catch (IOException e) {
      throw Unreadable.malformed("the body broke off");
    }
  }

  private static boolean isJson(ServerRequest request) {
    try {
      return request
          .headers()
          .contentType()
          .filter(MediaType.APPLICATION_JSON::equalsTypeAndSubtype)
          .filter(type -> type.getCharset() == null || type.getCharset().equals(UTF_8))
          .isPresent();
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  private ServerResponse answer(ServerRequest request, GraphQlRequest query, AnswerType type) {
    WebGraphQlRequest sent =
        new WebGraphQlRequest(
            request.uri(),
            request.headers().asHttpHeaders(),
            new LinkedMultiValueMap<>(),
            request.remoteAddress().orElse(null),
            request.attributes(),
            query,
            ids.generateId().toString(),
            Locale.ENGLISH);
    sent.configureExecutionInput(
        (input, builder) ->
            builder.graphQLContext(Map.of(LimitedQueries.ONLY_QUERIES, true)).build());
    WebGraphQlResponse response = graphQl.handleRequest(sent).block();
    if (response == null) {
      throw new IllegalStateException("a query was not answered");
    }
    HttpStatus status =
        type.status(response.getExecutionResult().isDataPresent(), firstCode(response));
    return ServerResponse.status(status)
        .contentType(type.mediaType())
        .cacheControl(CacheControl.noStore())
        .body(json.writeValueAsBytes(response.toMap()));
  }

  private static String firstCode(WebGraphQlResponse response) {
    return response.getErrors().isEmpty()
        ? ""
        : String.valueOf(response.getErrors().getFirst().getExtensions().get("code"));
  }

  private ServerResponse refusal(ServerRequest request, Unreadable problem, AnswerType type) {
    ServerResponse.BodyBuilder answer = ServerResponse.status(problem.status());
    if (problem.status() == HttpStatus.METHOD_NOT_ALLOWED) {
      answer.header(HttpHeaders.ALLOW, ALLOWED);
    }
    Map<String, Object> body =
        switch (type) {
          case GRAPHQL_RESPONSE -> {
            answer.contentType(type.mediaType());
            yield Map.of(
                "errors",
                List.of(
                    Map.of(
                        "message",
                        problem.message(),
                        "extensions",
                        Map.of("code", problem.code()))));
          }
          case JSON -> {
            answer.contentType(MediaType.APPLICATION_PROBLEM_JSON);
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("title", problem.status().getReasonPhrase());
            detail.put("status", problem.status().value());
            detail.put("detail", problem.message());
            detail.put("instance", request.servletRequest().getRequestURI());
            detail.put("code", problem.code());
            yield detail;
          }
        };
    return answer.body(json.writeValueAsBytes(body));
  }
}
