package io.minutebook.query.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a query as GraphQL over HTTP sends it: a JSON object, or the parameters of a GET. */
final class SentQuery {

  private static final int DEEPEST = 64;
  private static final int LONGEST_NUMBER = 100;
  private static final String QUERY = "query";
  private static final String VARIABLES = "variables";
  private static final String OPERATION = "operationName";
  private static final String EXTENSIONS = "extensions";

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final int mostVariables;

  /**
   * @param mostVariables how long the variables may be, in characters
   */
  SentQuery(int mostVariables) {
    this.mostVariables = mostVariables;
  }

  /**
   * Reads the body of a POST.
   *
   * @throws Unreadable if it is not a GraphQL request
   */
  GraphQlRequest fromBody(byte[] body) {
    JsonNode sent = parse("the body", body);
    if (sent.isArray()) {
      throw Unreadable.malformed("one query is sent at a time: a JSON object, not an array");
    }
    if (!sent.isObject()) {
      throw Unreadable.malformed("the body is a JSON object with the member 'query'");
    }
    return request(
        text(sent, QUERY), text(sent, OPERATION), sent.get(VARIABLES), sent.get(EXTENSIONS));
  }

  /**
   * Reads the parameters of a GET.
   *
   * @throws Unreadable if they are not a GraphQL request
   */
  GraphQlRequest fromParameters(MultiValueMap<String, String> parameters) {
    return request(
        single(parameters, QUERY),
        single(parameters, OPERATION),
        json(single(parameters, VARIABLES), VARIABLES),
        json(single(parameters, EXTENSIONS), EXTENSIONS));
  }

  private GraphQlRequest request(
      @Nullable String query,
      @Nullable String operation,
      @Nullable JsonNode variables,
      @Nullable JsonNode extensions) {
    if (query == null || query.isBlank()) {
      throw Unreadable.malformed("'query' is missing: the GraphQL document as a text");
    }
    if (variables != null && variables.toString().length() > mostVariables) {
      throw new Unreadable(
          HttpStatus.CONTENT_TOO_LARGE,
          RefusedQuery.TOO_COMPLEX,
          "the variables are longer than " + mostVariables + " characters");
    }
    return new DefaultGraphQlRequest(
        query,
        operation == null || operation.isEmpty() ? null : operation,
        members(variables, VARIABLES),
        members(extensions, EXTENSIONS));
  }

  private static @Nullable String text(JsonNode sent, String member) {
    JsonNode value = sent.get(member);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw Unreadable.malformed("'" + member + "' is a text");
    }
    return value.asString();
  }

  private static @Nullable String single(MultiValueMap<String, String> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw Unreadable.malformed("'" + name + "' may be given once");
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  private static @Nullable JsonNode json(@Nullable String text, String name) {
    return text == null || text.isBlank() ? null : parse("'" + name + "'", text.getBytes(UTF_8));
  }

  private static JsonNode parse(String what, byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException e) {
      String where =
          e.getLocation() == null || e.getLocation().getLineNr() < 1
              ? ""
              : ": line %d, column %d"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw Unreadable.malformed(what + " is not JSON that can be read" + where);
    }
  }

  private static Map<String, Object> members(@Nullable JsonNode value, String name) {
    if (value == null || value.isNull()) {
      return Map.of();
    }
    if (!value.isObject()) {
      throw Unreadable.malformed("'" + name + "' is a JSON object");
    }
    return JSON.convertValue(value, new TypeReference<Map<String, Object>>() {});
  }
}
