package io.minutebook.query;

import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.testing.TestService;
import io.minutebook.query.view.Views;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator asks of the query service over HTTP. */
@DisplayName("An operator")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OperationsContract {

  private static final String STREAM = meeting("2020-05-04").stream();

  private static final String POISON =
      "{\"data\":{},\"meta\":{\"actor\":\"ada\",\"command\":\"Sing\"},\"type\":\"Sung.v1\"}";

  private TestService service;
  private TestMongo mongo;

  abstract TestMongo open();

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    mongo = open();
    service = new TestService(mongo, directory, Map.of("minutebook.rebuild.grace", "1s"));
    service.log().append(Sample.SERIES.stream(), Sample.series());
    service.log().append(STREAM, scheduled("2020-05-04"), section(2, 1, "Crew"));
    see(1);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private void see(int version) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        service
                            .graphql("reader", "{meetings{nodes{version}}}")
                            .at("/data/meetings/nodes/0/version")
                            .asInt(-1))
                    .isEqualTo(version));
  }

  private HttpResponse<String> post(String role, String path) {
    return service.send(service.request(path, role).POST(BodyPublishers.noBody()));
  }

  private JsonNode get(String path) {
    HttpResponse<String> response = service.get("admin", path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }

  private String rebuilt(String query) {
    HttpResponse<String> begun = post("admin", "/rebuilds" + query);
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    String location = begun.headers().firstValue("Location").orElseThrow();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(location).get("state").asString().equals("DONE"));
    return location;
  }

  @Test
  void rebuilds_the_views_and_sees_how_it_went() {
    String location = rebuilt("");

    JsonNode rebuild = get(location);
    assertThat(rebuild.get("done").asInt()).isEqualTo(rebuild.get("total").asInt()).isPositive();
    assertThat(rebuild.has("finished")).isTrue();
    assertThat(rebuild.has("problem")).isFalse();
    see(1);
    assertThat(get("/rebuilds").has("atWork")).isFalse();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                get("/actuator/health").at("/components/projection/details/generation").asInt()
                    == rebuild.get("id").asInt());
  }

  /** What a client of GraphQL is told, again and again, until the client is stopped. */
  private final class Asking implements AutoCloseable {
    private static final String QUESTION =
        "{series{slug version} meetings{nodes{id version entries{id text}}}"
            + " history(meeting:\"lamp-room/2020-05-04\"){nodes{version type after}}}";

    private final JsonNode first = service.data("auditor", QUESTION);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicInteger answers = new AtomicInteger();
    private final CompletableFuture<Void> asking = CompletableFuture.runAsync(this::ask);

    private void ask() {
      while (!stopping.get()) {
        assertThat(service.data("auditor", QUESTION)).isEqualTo(first);
        answers.incrementAndGet();
      }
    }

    @Override
    public void close() {
      stopping.set(true);
      asking.join();
    }
  }

  @Test
  void rebuilds_the_views_while_clients_are_answered_as_before() {
    try (Asking asking = new Asking()) {
      for (int i = 0; i < 3; i++) {
        int before = asking.answers.get();
        rebuilt("");
        await().atMost(Duration.ofSeconds(20)).until(() -> asking.answers.get() > before);
      }
    }
  }

  @Test
  void is_not_ready_while_it_cannot_read_the_views_and_says_why() {
    assertThat(readiness().statusCode()).isEqualTo(200);
    MongoCollection<Document> forms = mongo.database().getCollection("view_format");
    Document stored = Objects.requireNonNull(forms.find().first());
    Document later = new Document("$set", new Document("format", Views.FORMAT + 1));
    forms.updateOne(new Document("_id", stored.get("_id")), later);
    try {
      await().atMost(Duration.ofSeconds(10)).until(() -> readiness().statusCode() == 503);

      assertThat(readiness().body())
          .contains("NOT_READY")
          .contains("this program reads form " + Views.FORMAT)
          .contains("a newer version of it answers elsewhere");
      assertThat(service.send(service.request("/actuator/health/liveness")).statusCode())
          .isEqualTo(200);
      assertThat(service.send(service.request("/actuator/health")).statusCode()).isEqualTo(200);
    } finally {
      later = new Document("$set", new Document("format", stored.get("format")));
      forms.updateOne(new Document("_id", stored.get("_id")), later);
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> readiness().statusCode() == 200);
  }

  /** As an orchestrator asks, without a token. */
  private HttpResponse<String> readiness() {
    return service.send(service.request("/actuator/health/readiness"));
  }

  @Test
  void rebuilds_one_view_alone() {
    assertThat(get(rebuilt("?view=history")).get("view").asString()).isEqualTo("history");
    see(1);
  }

  @Test
  void is_told_what_cannot_be() {
    HttpResponse<String> unknown = post("admin", "/rebuilds?view=weather");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("weather").contains("history").contains("BAD_ARGUMENT");
    assertThat(service.get("admin", "/rebuilds/4711").statusCode()).isEqualTo(404);
    assertThat(service.send(service.request("/rebuilds/4711", "admin").DELETE()).statusCode())
        .isEqualTo(404);
    assertThat(post("admin", "/parked/series/lamp-room/resume").statusCode()).isEqualTo(404);
  }

  @Test
  void is_an_admin() {
    for (String role : List.of("reader", "scribe", "auditor")) {
      assertThat(post(role, "/rebuilds").statusCode()).as(role).isEqualTo(403);
      assertThat(service.get(role, "/rebuilds/1").statusCode()).as(role).isEqualTo(403);
      assertThat(service.get(role, "/parked").statusCode()).as(role).isEqualTo(403);
      assertThat(post(role, "/parked/series/lamp-room/resume").statusCode())
          .as(role)
          .isEqualTo(403);
    }
    assertThat(service.send(service.request("/rebuilds")).statusCode()).isEqualTo(401);
  }

  @Test
  void sees_what_is_parked_and_has_it_tried_again() {
    String stream = meeting("2021-01-04").stream();
    service
        .log()
        .publish(service.log().commitOf(stream, List.of(POISON.getBytes(StandardCharsets.UTF_8))));
    await().atMost(Duration.ofSeconds(20)).until(() -> !get("/parked").isEmpty());
    JsonNode parked = get("/parked").get(0);
    assertThat(parked.get("stream").asString()).isEqualTo(stream);

    assertThat(post("admin", "/parked/" + stream + "/resume").statusCode()).isEqualTo(202);

    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                !get("/parked").isEmpty()
                    && !get("/parked").get(0).get("since").equals(parked.get("since")));
  }

  @Test
  void measures_the_projection() {
    for (String name :
        List.of(
            "projection.lag",
            "projection.lag.records",
            "projection.lag.seconds",
            "projection.latency",
            "projection.age",
            "projection.events",
            "projection.commits",
            "projection.batch",
            "projection.write",
            "projection.fold",
            "projection.parked",
            "projection.unreadable",
            "projection.generation",
            "rebuild.events",
            "rebuild.done",
            "rebuild.total",
            "live.subscriptions",
            "live.failed",
            "query.atleast")) {
      assertThat(service.get("admin", "/actuator/metrics/minutebook." + name).statusCode())
          .as(name)
          .isEqualTo(200);
    }
    assertThat(
            get("/actuator/metrics/minutebook.projection.events")
                .at("/measurements/0/value")
                .asInt())
        .isPositive();
    service.graphql("reader", "{series(atLeast:[\"%s@1\"]){slug}}".formatted(STREAM));
    assertThat(
            get("/actuator/metrics/minutebook.query.atleast?tag=outcome:seen")
                .at("/measurements/0/value")
                .asInt())
        .isPositive();
    // what the health tells of the projection is looked up twice a second
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              JsonNode details = get("/actuator/health").at("/components/projection/details");
              assertThat(details.has("newestRecordedAt")).as(details.toString()).isTrue();
              assertThat(details.has("recordedToVisibleP99Seconds"))
                  .as(details.toString())
                  .isTrue();
            });
  }
}
