package io.minutebook.cli.client;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The query service: GraphQL, and documents as they are.
 *
 * <p>Refusals are thrown as {@link Problem}, silence as {@link Unreachable}.
 */
public final class Queries {

  private static final int PAGE = 200;
  private static final int TOKENS = 50;
  private static final Duration VIEWS_LIMIT = Duration.ofMinutes(1);

  private final Service service;
  private final Patience patience;

  public Queries(URI address, Supplier<String> token, Patience patience) {
    this.service = new Service(address, token);
    this.patience = patience;
  }

  /** Asks in GraphQL; the answer is what stands under {@code data}. */
  public JsonNode ask(String query, Map<String, ?> variables) {
    byte[] body = Service.JSON.writeValueAsBytes(Map.of("query", query, "variables", variables));
    HttpResponse<byte[]> response =
        service.send(
            service
                .request("/graphql")
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json, application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            patience);
    if (response.statusCode() / 100 != 2 && !isGraphQl(response)) {
      throw Service.problem(response);
    }
    JsonNode answer = Service.json(response.body());
    if (!answer.path("errors").isEmpty()) {
      throw graphQlProblem(response.statusCode(), answer.path("errors").get(0));
    }
    return answer.path("data");
  }

  /**
   * Asks for a list page by page: the query takes {@code $after} and has the connection as its one
   * field.
   */
  public List<JsonNode> askAll(String query, Map<String, ?> variables) {
    List<JsonNode> nodes = new ArrayList<>();
    forEach(query, variables, nodes::add);
    return nodes;
  }

  /** Likewise, and hands over every node as soon as its page is there. */
  public void forEach(String query, Map<String, ?> variables, Consumer<JsonNode> nodes) {
    Map<String, @Nullable Object> with = new HashMap<>(variables);
    with.put("first", PAGE);
    while (true) {
      JsonNode connection = ask(query, with).valueStream().findFirst().orElseThrow();
      connection.path("nodes").valueStream().forEach(nodes);
      JsonNode page = connection.path("pageInfo");
      if (!page.path("hasNextPage").asBoolean()) {
        return;
      }
      with.put("after", page.path("endCursor").asString());
    }
  }

  /** The minutes of a meeting as a document, if there are any. */
  public Optional<StoredDocument> minutes(MeetingId meeting) {
    HttpResponse<byte[]> response =
        service.send(
            service
                .request("/meetings/" + meeting + "/minutes")
                .header("Accept", "text/markdown, application/problem+json;q=0.5")
                .GET()
                .build(),
            patience);
    if (response.statusCode() == 404) {
      return Optional.empty();
    }
    if (response.statusCode() != 200) {
      throw Service.problem(response);
    }
    String etag = response.headers().firstValue("ETag").orElse("");
    return Optional.of(new StoredDocument(meeting, version(etag), response.body()));
  }

  /** The minutes of a meeting with the revisions they were brought in from, if there are any. */
  public Optional<ImportedMinutes> imported(MeetingId meeting) {
    return imported(
        ask(
            """
            query($series: String!, $date: String!) {
              meeting(series: $series, date: $date) {
                version status markdown revisions { revision version }
              }
            }
            """,
            Map.of("series", meeting.series().slug(), "date", meeting.day())));
  }

  /** The minutes of a meeting as of a version, without their revisions. */
  public Optional<ImportedMinutes> asOf(MeetingId meeting, long version) {
    return imported(
        ask(
            """
            query($series: String!, $date: String!, $version: Int!) {
              meeting(series: $series, date: $date, asOfVersion: $version) {
                version status markdown
              }
            }
            """,
            Map.of("series", meeting.series().slug(), "date", meeting.day(), "version", version)));
  }

  private static Optional<ImportedMinutes> imported(JsonNode data) {
    JsonNode minutes = data.path("meeting");
    if (!minutes.isObject()) {
      return Optional.empty();
    }
    Map<String, Long> revisions = new LinkedHashMap<>();
    minutes
        .path("revisions")
        .forEach(it -> revisions.put(it.path("revision").asString(), it.path("version").asLong()));
    return Optional.of(
        new ImportedMinutes(
            minutes.path("version").asLong(),
            minutes.path("status").asString().equals("CANCELLED"),
            minutes.path("markdown").asString().getBytes(StandardCharsets.UTF_8),
            revisions));
  }

  /** Whether a series exists, as far as the query side has heard. */
  public boolean hasSeries(SeriesId series) {
    return ask(
            "query($slug: String!) { seriesBySlug(slug: $slug) { slug } }",
            Map.of("slug", series.slug()))
        .path("seriesBySlug")
        .isObject();
  }

  /**
   * Returns once what these consistency tokens stand for can be seen.
   *
   * @throws Problem if that is not so within a minute
   */
  public void await(List<String> tokens) {
    Patience views = new Patience(VIEWS_LIMIT);
    long start = System.nanoTime();
    for (int from = 0; from < tokens.size(); from += TOKENS) {
      List<String> some = tokens.subList(from, Math.min(tokens.size(), from + TOKENS));
      int tries = 0;
      while (!canSee(some, views, tries, start)) {
        tries++;
      }
    }
  }

  private boolean canSee(List<String> tokens, Patience views, int tries, long start) {
    try {
      ask(
          "query($tokens: [String!]) { series(atLeast: $tokens) { slug } }",
          Map.of("tokens", tokens));
      return true;
    } catch (Problem problem) {
      long pause = views.pauseMillis(tries, Duration.ofNanos(System.nanoTime() - start));
      if (!problem.isTemporary() || pause < 0 || !Service.pause(pause)) {
        throw problem;
      }
      return false;
    }
  }

  private static long version(String etag) {
    return Long.parseLong(etag.replaceAll("^W/|\"", ""));
  }

  private static boolean isGraphQl(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("Content-Type")
        .orElse("")
        .startsWith("application/graphql-response+json");
  }

  private static Problem graphQlProblem(int status, JsonNode error) {
    String code = error.path("extensions").path("code").asString("");
    return new Problem(
        code.equals("FORBIDDEN") ? 403 : status,
        "the query was refused",
        error.path("message").asString(null),
        null,
        code.equals("NOT_YET"));
  }
}
