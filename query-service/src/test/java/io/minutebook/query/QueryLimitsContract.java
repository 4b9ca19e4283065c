package io.minutebook.query;

import static io.minutebook.query.testing.Sample.meeting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.ServerAddress;
import io.minutebook.event.Event;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.StallingProxy;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.testing.TestService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the query service does with queries that were made to harm it, and with a slow database. */
@DisplayName("The query service's limits")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueryLimitsContract {

  private static final String DAY = "2020-05-04";
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final JsonMapper JSON = new JsonMapper();

  private TestService service;
  private StallingProxy proxy;

  abstract TestMongo open();

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    TestMongo mongo = open();
    ServerAddress server =
        new ServerAddress(
            Objects.requireNonNull(new ConnectionString(mongo.uri()).getHosts()).getFirst());
    proxy = new StallingProxy(server.getHost(), server.getPort());
    service =
        new TestService(
            mongo,
            directory,
            Map.of(
                "minutebook.mongodb.uri",
                "mongodb://127.0.0.1:" + proxy.port() + "/?directConnection=true",
                "minutebook.graphql.timeout",
                LIMIT.toMillis() + "ms",
                "minutebook.graphql.errors",
                10,
                "minutebook.graphql.introspection",
                false,
                "minutebook.graphql.graphiql",
                false));
    service.log().append(Sample.SERIES.stream(), Sample.series());
    for (Event[] events : Sample.full(DAY)) {
      service.log().append(meeting(DAY).stream(), events);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                service
                        .graphql("reader", "{meetings{nodes{id version}}}")
                        .at("/data/meetings/nodes/0/version")
                        .asInt(-1)
                    == 18);
  }

  @AfterAll
  void stop() throws IOException {
    service.close();
    proxy.close();
  }

  static List<Arguments> hostile() {
    String aliases =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "a" + i + ":series{slug}")
            .collect(Collectors.joining(" ", "{", "}"));
    String doubling =
        "{...F0} "
            + IntStream.range(0, 90)
                .mapToObj(i -> "fragment F%d on Query{...F%d ...F%d}".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(" "))
            + " fragment F90 on Query{series{slug}}";
    String nested =
        "{series{...F0}} "
            + IntStream.range(0, 15)
                .mapToObj(
                    i ->
                        "fragment F%d on Series{meetings{nodes{id} edges{node{id}}} ...F%d ...F%d}"
                            .formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(" "))
            + " fragment F15 on Series{slug}";
    String wide = IntStream.range(0, 1500).mapToObj(i -> "x" + i).collect(Collectors.joining(" "));
    return List.of(
        hostile("a hundred thousand tokens", "{" + "a ".repeat(100_000) + "}", "TOO_COMPLEX"),
        hostile("six thousand tokens", "{" + "a ".repeat(6_000) + "}", "TOO_COMPLEX"),
        hostile("very many blanks", "{series{slug}}" + " ".repeat(80_000), "TOO_COMPLEX"),
        hostile(
            "a long text",
            "{seriesBySlug(slug:\"" + "x".repeat(200_000) + "\"){slug}}",
            "TOO_COMPLEX"),
        hostile("deep selections", "{a".repeat(2_000) + "}".repeat(2_000), "TOO_COMPLEX"),
        hostile("selections without an end", "{a".repeat(4_000), "TOO_COMPLEX"),
        hostile(
            "deep lists",
            "{series(atLeast:" + "[".repeat(2_000) + "]".repeat(2_000) + "){slug}}",
            "TOO_COMPLEX"),
        hostile("ten thousand aliases", aliases, "TOO_COMPLEX"),
        hostile(
            "three hundred aliases of a leaf",
            IntStream.range(0, 300)
                .mapToObj(i -> "a" + i + ":slug")
                .collect(Collectors.joining(" ", "{series{", "}}")),
            "TOO_COMPLEX"),
        hostile("sixty fields at the top", "{" + "series{slug} ".repeat(60) + "}", "TOO_COMPLEX"),
        hostile(
            "fragments in a circle",
            "{...A} fragment A on Query{...B} fragment B on Query{...A}",
            "INVALID_QUERY"),
        hostile("fragments that double", doubling, "TOO_COMPLEX"),
        hostile("fields of lists in fragments that double", nested, "TOO_COMPLEX"),
        hostile(
            "very many fragments",
            "{...F0} "
                + IntStream.range(0, 400)
                    .mapToObj(i -> "fragment F%d on Query{...F%d}".formatted(i, i + 1))
                    .collect(Collectors.joining(" ")),
            "TOO_COMPLEX"),
        hostile(
            "directives", "{series{slug " + "@include(if:true)".repeat(300) + "}}", "TOO_COMPLEX"),
        hostile("very many mistakes", "{series{" + wide + "}}", "INVALID_QUERY"),
        hostile(
            "the same conflict very often",
            "{series{" + "x:slug x:name ".repeat(90) + "}}",
            "INVALID_QUERY"),
        hostile(
            "very many variables",
            "query("
                + IntStream.range(0, 1_000)
                    .mapToObj(i -> "$v" + i + ":Int")
                    .collect(Collectors.joining(","))
                + "){series{slug}}",
            "INVALID_QUERY"),
        hostile(
            "everything of everything",
            "{series{meetings(first:1000){nodes{entries{id}history(first:1000){nodes{type}}}}}}",
            "TOO_COMPLEX"),
        hostile(
            "the meetings of all series as they were",
            "{series(asOf:\"2020-05-04T12:00:00Z\"){meetings(first:1000){nodes{id}}}}",
            "TOO_COMPLEX"),
        hostile(
            "the same through a fragment that is spread elsewhere as well",
            "{a:series{...S}b:series(asOfVersion:{meeting:\"x/2020-05-04\",version:0}){...S}}"
                + " fragment S on Series{meetings(first:1000){nodes{id}}}",
            "TOO_COMPLEX"),
        hostile(
            "everything of everything through a fragment",
            "{a:series{...S}b:series{...S}c:series{...S}d:series{...S}e:series{...S}} fragment S on"
                + " Series{meetings(first:1000){nodes{title date entries{id text}}}}",
            "TOO_COMPLEX"));
  }

  private static Arguments hostile(String name, String query, String code) {
    return Arguments.of(name, query, code);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void refuses_hostile_queries_at_once(String name, String query, String code) {
    String body = JSON.writeValueAsString(Map.of("query", query));
    long start = System.nanoTime();
    HttpResponse<String> answer = service.post(body, "reader");
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    JsonNode errors = JSON.readTree(answer.body()).get("errors");
    assertThat(answer.statusCode()).as(name).isEqualTo(200);
    assertThat(errors.size()).as(answer.body()).isBetween(1, 10);
    assertThat(errors.at("/0/extensions/code").asString()).as(answer.body()).isEqualTo(code);
    assertThat(answer.body()).hasSizeLessThan(20_000).doesNotContain("Exception");
    assertThat(took).as(name).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void refuses_a_document_that_it_knows_if_the_values_make_it_dear() {
    String query =
        "query($n:Int!){series{meetings(first:$n){nodes{history(first:$n){nodes{type}}}}}}";
    String body = "{\"query\":\"" + query + "\",\"variables\":{\"n\":%d}}";

    assertThat(service.post(body.formatted(1), "auditor").body()).doesNotContain("errors");
    assertThat(service.post(body.formatted(1000), "auditor").body()).contains("TOO_COMPLEX");
    assertThat(service.post(body.formatted(1), "auditor").body()).doesNotContain("errors");
  }

  @Test
  void reads_a_long_chain_of_fragments_in_time() {
    String chain =
        "{...F0} "
            + IntStream.range(0, 90)
                .mapToObj(i -> "fragment F%d on Query{...F%d}".formatted(i, i + 1))
                .collect(Collectors.joining(" "))
            + " fragment F90 on Query{series{slug}}";
    long start = System.nanoTime();

    JsonNode data = service.data("reader", chain);

    assertThat(data.at("/series/0/slug").asString()).isEqualTo("lamp-room");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void refuses_variables_that_are_too_large_or_too_deep() {
    String query = "{\"query\":\"query($a:[String!]){series(atLeast:$a){slug}}\",\"variables\":";
    HttpResponse<String> large =
        service.post(query + "{\"a\":[\"" + "x".repeat(300_000) + "\"]}}", "reader");
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(large.body()).contains("TOO_COMPLEX").hasSizeLessThan(1_000);

    HttpResponse<String> deep =
        service.post(
            query + "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}", "reader");
    assertThat(deep.statusCode()).isEqualTo(400);

    String tokens =
        IntStream.range(0, 101)
            .mapToObj(i -> "\"series/lamp-room@" + i + "\"")
            .collect(Collectors.joining(","));
    HttpResponse<String> many = service.post(query + "{\"a\":[" + tokens + "]}}", "reader");
    assertThat(many.body()).contains("BAD_ARGUMENT", "at most 100 tokens");
  }

  @Test
  void answers_some_of_very_many_errors() {
    String query =
        IntStream.range(0, 40)
            .mapToObj(i -> "a" + i + ":seriesBySlug(slug:\"No Such\"){slug}")
            .collect(Collectors.joining(" ", "{", "}"));

    JsonNode answer = service.graphql("reader", query);

    assertThat(answer.get("errors").size()).isEqualTo(10);
    assertThat(answer.at("/extensions/errorsLeftOut").asInt()).isEqualTo(30);
    assertThat(answer.at("/data/a39").isNull()).isTrue();
  }

  @Test
  void tells_nothing_of_its_schema_where_that_is_switched_off() {
    JsonNode answer = service.graphql("reader", "{__schema{types{name}}}");
    assertThat(answer.at("/errors/0/extensions/code").asString())
        .isEqualTo("INTROSPECTION_DISABLED");
    assertThat(answer.toString()).doesNotContain("MeetingConnection");
    assertThat(service.send(service.request("/graphiql")).statusCode()).isEqualTo(404);
  }

  @Test
  void gives_up_a_query_on_a_slow_database_and_has_its_threads_back() {
    String query = "{series{slug} meetings{nodes{id}} actions{nodes{entry}}}";
    service.data("reader", query);
    proxy.stall();
    try {
      long start = System.nanoTime();
      JsonNode answer = service.graphql("reader", query);
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("TIMED_OUT");
      assertThat(answer.at("/errors/0/extensions/retryable").asBoolean()).isTrue();
      assertThat(answer.has("data")).isFalse();
      assertThat(took).isBetween(LIMIT, LIMIT.plusSeconds(2));
      assertThat(service.get("reader", "/meetings/lamp-room/" + DAY + "/minutes"))
          .satisfies(late -> assertThat(late.statusCode()).isEqualTo(503))
          .satisfies(late -> assertThat(late.body()).contains("TIMED_OUT"));
      // the database is still silent
      await()
          .atMost(Duration.ofSeconds(2))
          .untilAsserted(
              () -> {
                assertThat(working()).isZero();
                assertThat(proxy.leftWhileStalled()).isGreaterThanOrEqualTo(3);
              });
    } finally {
      proxy.flow();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(service.graphql("reader", query).has("errors")).isFalse());
  }

  private double working() {
    HttpResponse<String> metric =
        service.get("admin", "/actuator/metrics/minutebook.graphql.working");
    return JSON.readTree(metric.body()).at("/measurements/0/value").asDouble(-1);
  }

  @Test
  void gives_up_a_query_that_waits_too_long_for_a_version() {
    long start = System.nanoTime();
    JsonNode answer =
        service.graphql("reader", "{series(atLeast:[\"series/lamp-room@99\"]){slug}}");

    assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("TIMED_OUT");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    await().atMost(Duration.ofSeconds(20)).until(() -> working() == 0);
  }
}
