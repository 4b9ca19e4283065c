package io.minutebook.query;

import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.event.Event;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.testing.TestService;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the query service keeps to the conventions of HTTP and of GraphQL over HTTP. */
@DisplayName("The query service over HTTP")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HttpConventionsContract {

  private static final String DAY = "2020-05-04";
  private static final String MEETING = "/meetings/lamp-room/" + DAY;
  private static final String GRAPHQL = "application/graphql-response+json";
  private static final String PROBLEM = "application/problem+json";
  private static final JsonMapper JSON = new JsonMapper();

  private TestService service;

  abstract TestMongo open();

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    service = new TestService(open(), directory, Map.of("minutebook.query.at-least-timeout", "1s"));
    service.log().append(Sample.SERIES.stream(), Sample.series());
    for (Event[] events : Sample.full(DAY)) {
      service.log().append(meeting(DAY).stream(), events);
    }
    service.log().append(meeting("2020-05-11").stream(), scheduled("2020-05-11"));
    service.log().append(meeting("2020-05-11").stream(), section(2, 1, "Crew"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                get(MEETING + "/minutes").headers().firstValue("ETag").orElse("").equals("\"18\"")
                    && get("/meetings/lamp-room/2020-05-11/minutes").statusCode() == 200);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private HttpResponse<String> post(String accept, String type, String body) {
    HttpRequest.Builder request =
        service.request("/graphql", "reader").POST(BodyPublishers.ofString(body));
    if (!accept.isEmpty()) {
      request.header("Accept", accept);
    }
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    return service.send(request);
  }

  private HttpResponse<String> ask(String accept, String query) {
    return post(accept, "application/json", JSON.writeValueAsString(Map.of("query", query)));
  }

  private static String type(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  private static void assertAnswer(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode body = JSON.readTree(answer.body());
    JsonNode found = body.has("errors") ? body.at("/errors/0/extensions/code") : body.get("code");
    assertThat(found == null ? "" : found.asString("")).as(answer.body()).isEqualTo(code);
    assertThat(answer.body())
        .doesNotContain(
            "Exception", "io.minutebook", "springframework", "graphql.", "tools.jackson");
  }

  @Test
  void answers_in_the_media_type_that_the_client_likes_best() {
    String query = "{series{slug}}";
    assertThat(type(ask("", query))).isEqualTo("application/json;charset=UTF-8");
    assertThat(type(ask("*/*", query))).startsWith("application/json");
    assertThat(type(ask(GRAPHQL, query))).isEqualTo(GRAPHQL + ";charset=UTF-8");
    assertThat(type(ask(GRAPHQL + ", application/json;q=0.9", query))).startsWith(GRAPHQL);
    assertThat(type(ask("application/json, " + GRAPHQL + ";q=0.9", query)))
        .startsWith("application/json");
    assertThat(ask("text/html, application/*;q=0.1", query).statusCode()).isEqualTo(200);
    assertAnswer(ask("text/html", query), 406, "NOT_ACCEPTABLE");
    assertAnswer(ask("application/json;q=0", query), 406, "NOT_ACCEPTABLE");
    assertAnswer(ask("nonsense", query), 406, "NOT_ACCEPTABLE");
  }

  @Test
  void tells_in_the_status_whether_a_query_was_begun() {
    for (String invalid :
        List.of(
            "{series{",
            "{nothing}",
            "mutation{x}",
            "query A{series{slug}} query B{series{slug}}",
            "query($a:Int!){meetings(first:$a){nodes{id}}}",
            "{meetings(from:\"2020-02-30\"){nodes{id}}}")) {
      assertAnswer(ask(GRAPHQL, invalid), 400, "INVALID_QUERY");
      assertAnswer(ask("application/json", invalid), 200, "INVALID_QUERY");
    }
    assertAnswer(ask(GRAPHQL, "{seriesBySlug(slug:\"No Such\"){slug}}"), 200, "BAD_ARGUMENT");
    HttpResponse<String> partly =
        ask(GRAPHQL, "{series{slug} history(meeting:\"lamp-room/2020-05-04\"){nodes{type}}}");
    assertAnswer(partly, 200, "FORBIDDEN");
    assertThat(JSON.readTree(partly.body()).at("/errors/0/path/0").asString()).isEqualTo("history");
  }

  @Test
  void refuses_variables_and_operations_that_do_not_fit() {
    String query = "query Some($first:Int){meetings(first:$first){nodes{id}}}";
    for (Map<String, ?> sent :
        List.of(
            Map.of("query", query, "variables", Map.of("first", "many")),
            Map.of("query", query, "variables", Map.of("first", List.of(1, 2))),
            Map.of("query", query, "operationName", "Other"))) {
      HttpResponse<String> answer =
          post(GRAPHQL, "application/json", JSON.writeValueAsString(sent));
      assertAnswer(answer, 400, "INVALID_QUERY");
    }
    HttpResponse<String> good =
        post(
            GRAPHQL,
            "application/json; charset=utf-8",
            JSON.writeValueAsString(
                Map.of("query", query, "variables", Map.of("first", 1), "operationName", "Some")));
    assertThat(JSON.readTree(good.body()).at("/data/meetings/nodes").size()).isEqualTo(1);
  }

  @Test
  void refuses_bodies_that_are_no_request() {
    String query = "{\"query\":\"{series{slug}}\"";
    for (String body :
        List.of(
            "",
            "not json",
            "7",
            "{}",
            "{\"query\":7}",
            "{\"query\":\"\"}",
            "[" + query + "}]",
            query + "} {}",
            query + ",\"query\":\"{x}\"}",
            query + ",\"variables\":[]}",
            query + ",\"extensions\":\"x\"}",
            query + ",\"operationName\":{}}")) {
      HttpResponse<String> plain = post("", "application/json", body);
      assertAnswer(plain, 400, "BAD_REQUEST");
      assertThat(type(plain)).startsWith(PROBLEM);
      HttpResponse<String> typed = post(GRAPHQL, "application/json", body);
      assertAnswer(typed, 400, "BAD_REQUEST");
      assertThat(type(typed)).startsWith(GRAPHQL);
    }
    assertThat(post("", "application/json", "[" + query + "}]").body()).contains("one query");
    for (String wrong :
        List.of("", "text/plain", "application/graphql", "application/json;charset=latin1", "x")) {
      assertAnswer(post("", wrong, query + "}"), 415, "UNSUPPORTED_MEDIA_TYPE");
    }
    for (String method : List.of("PUT", "DELETE", "PATCH", "HEAD")) {
      HttpResponse<String> answer =
          service.send(
              service.request("/graphql", "reader").method(method, BodyPublishers.noBody()));
      assertThat(answer.statusCode()).as(method).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET, POST");
    }
  }

  @Test
  void answers_queries_in_the_address() {
    String query = "query Some($first: Int) { meetings(first: $first) { nodes { id } } }";
    HttpResponse<String> answer =
        get(
            "/graphql?operationName=Some&query=%s&variables=%s"
                .formatted(encoded(query), encoded("{\"first\":1}")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(JSON.readTree(answer.body()).at("/data/meetings/nodes").size()).isEqualTo(1);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");

    String token = meeting("2020-05-11").stream() + "@1";
    String waiting = "{series(atLeast:[\"" + token + "\"]){slug}}";
    assertThat(get("/graphql?query=" + encoded(waiting)).body()).contains("lamp-room");

    assertAnswer(get("/graphql"), 400, "BAD_REQUEST");
    assertAnswer(get("/graphql?query="), 400, "BAD_REQUEST");
    assertAnswer(get("/graphql?query=%7Bx%7D&query=%7By%7D"), 400, "BAD_REQUEST");
    assertAnswer(get("/graphql?query=%7Bx%7D&variables=7"), 400, "BAD_REQUEST");
    assertAnswer(get("/graphql?query=%7Bx%7D&variables=%7B"), 400, "BAD_REQUEST");
    assertAnswer(get("/graphql?query=" + encoded("mutation{x}")), 200, "INVALID_QUERY");
    assertThat(service.send(service.request("/graphql?query=%7Bx%7D")).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> get(String path) {
    return service.get("reader", path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void says_what_was_waited_for_and_how_far_the_views_are() {
    String tokens =
        "\"series/lamp-room@99\",\"meeting/lamp-room/2031-01-01@0\",\"series/lamp-room@0\"";
    JsonNode error =
        service.graphql("reader", "{series(atLeast:[" + tokens + "]){slug}}").at("/errors/0");

    assertThat(error.at("/extensions/code").asString()).isEqualTo("NOT_YET");
    assertThat(error.at("/extensions/retryable").asBoolean()).isTrue();
    assertThat(error.at("/extensions/waitedFor").toString())
        .isEqualTo(
            "[{\"stream\":\"series/lamp-room\",\"version\":99,\"visible\":2},"
                + "{\"stream\":\"meeting/lamp-room/2031-01-01\",\"version\":0,\"visible\":null}]");
    assertThat(error.get("message").asString())
        .contains("series/lamp-room@99 (up to version 2 yet)", "ask again");

    HttpResponse<String> document = get(MEETING + "?atLeast=" + meeting(DAY).stream() + "@99");
    assertThat(document.statusCode()).isEqualTo(503);
    assertThat(JSON.readTree(document.body()).at("/waitedFor/0/visible").asInt()).isEqualTo(18);
  }

  @Test
  void gives_a_whole_meeting_as_json_in_the_words_of_graphql() {
    HttpResponse<String> answer = get(MEETING);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(type(answer)).startsWith("application/json");
    assertThat(answer.headers().firstValue("ETag")).contains("\"18\"");
    JsonNode meeting = JSON.readTree(answer.body());
    JsonNode asked =
        service
            .data(
                "reader",
                """
                {meeting(series:"lamp-room",date:"2020-05-04"){
                  id series day date title status publishedVersion version token file coordinates attendance
                  sections{id parent depth kind form text level title}
                  entries{id parent depth kind form text
                    ...on Attendance{people} ...on Section{level title}
                    ...on Duty{slot person tentative}
                    ...on QueueCount{queue count stated statedDelta wording}
                    ...on Table{header board about}
                    ...on TicketCount{board state count stated statedDelta}
                    ...on ReleaseCounts{ticketStatus columns{name count stated statedDelta}}
                    ...on Release{name version developmentFreeze packageFreeze release notes}
                    ...on Row{cells} ...on Support{site people report}
                    ...on Action{owners tickets due status remark root carriedFrom}}}}
                """)
            .get("meeting");
    asked
        .properties()
        .forEach(each -> assertThat(meeting.get(each.getKey())).isEqualTo(each.getValue()));
    assertThat(meeting.propertyNames())
        .doesNotContain("history", "revisions", "markdown")
        .contains("entries", "attendance");
  }

  @Test
  void answers_conditional_requests_for_both_documents() {
    for (String path : List.of(MEETING, MEETING + "/minutes")) {
      HttpResponse<String> whole = get(path);
      HttpResponse<String> known =
          service.send(service.request(path, "reader").header("If-None-Match", "W/\"1\", \"18\""));
      assertThat(known.statusCode()).isEqualTo(304);
      assertThat(known.body()).isEmpty();
      assertThat(known.headers().firstValue("ETag")).contains("\"18\"");
      HttpResponse<String> old =
          service.send(service.request(path, "reader").header("If-None-Match", "\"17\""));
      assertThat(old.statusCode()).isEqualTo(200);
      HttpResponse<String> head = service.send(service.request(path, "reader").HEAD());
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValue("ETag")).contains("\"18\"");
      assertThat(type(head)).isEqualTo(type(whole));
      assertThat(whole.headers().firstValue("Cache-Control").orElse(""))
          .contains("no-cache", "private");
    }
  }

  @Test
  void says_which_meeting_is_not_there() {
    assertProblem(get("/meetings/lamp-room/2031-01-01"), 404, "no minutes");
    assertProblem(get(MEETING + "?asOf=published"), 404, "never published");
    assertProblem(get(MEETING + "?asOf=noon"), 400, "noon");
    assertProblem(get(MEETING + "?asOfVersion=2"), 403, "earlier versions");
    assertProblem(service.get("auditor", MEETING + "?asOfVersion=99"), 404, "version 99");
    assertProblem(get("/meetings/lamp-room/monday"), 400, "monday");
    assertProblem(service.send(service.request(MEETING)), 401, "token");
    JsonNode then = JSON.readTree(service.get("auditor", MEETING + "?asOfVersion=2").body());
    assertThat(then.get("version").asInt()).isEqualTo(2);
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String says) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(type(answer)).startsWith(PROBLEM);
    assertThat(answer.body()).contains(says).doesNotContain("Exception");
  }

  @Test
  void serves_graphiql_from_itself_alone() {
    HttpResponse<String> page = service.send(service.request("/graphiql"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(type(page)).startsWith("text/html");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("http", "unsafe-eval", "*");

    List<String> loaded =
        Pattern.compile("(?:src|href)=\"([^\"]*)\"")
            .matcher(page.body())
            .results()
            .map((MatchResult found) -> found.group(1))
            .filter(address -> !address.startsWith("data:"))
            .toList();
    assertThat(loaded).hasSize(6).allMatch(address -> address.startsWith("graphiql/"));
    for (String address : loaded) {
      HttpResponse<String> asset = service.send(service.request("/" + address));
      assertThat(asset.statusCode()).as(address).isEqualTo(200);
      assertThat(asset.body()).as(address).hasSizeGreaterThan(100);
      assertThat(asset.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      if (address.endsWith(".css")) {
        assertThat(asset.body()).doesNotContain("@import").doesNotContain("url(http");
      }
    }
    assertThat(service.send(service.request("/graphiql/other.js")).statusCode()).isEqualTo(404);
  }

  @Test
  void describes_its_addresses() {
    HttpResponse<String> answer = service.send(service.request("/v3/api-docs"));
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode document = JSON.readTree(answer.body());
    assertThat(document.get("openapi").asString()).startsWith("3.1");
    assertThat(document.get("paths").propertyNames())
        .containsAll(
            Set.of(
                "/graphql",
                "/meetings/{series}/{day}",
                "/meetings/{series}/{day}/minutes",
                "/rebuilds/{id}",
                "/parked",
                "/parked/meeting/{series}/{day}/resume",
                "/parked/series/{series}/resume",
                "/graphiql"));
  }
}
