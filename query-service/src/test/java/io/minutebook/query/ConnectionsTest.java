package io.minutebook.query;

import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.query.testing.EventClient;
import io.minutebook.query.testing.SocketClient;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.testing.TestService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocols of the connections that stay open, and who may have one for how long. */
@DisplayName("A connection")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionsTest {

  private static final String DAY = "2020-05-04";
  private static final String WATCH =
      "subscription{meetingChanged(meeting:\"lamp-room/2020-05-04\",after:-1){version}}";

  private TestService service;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    service =
        new TestService(
            TestMongo.embedded(),
            directory,
            Map.of(
                "minutebook.connections.init-timeout", "1s",
                "minutebook.connections.keep-alive", "500ms",
                "minutebook.connections.idle", "4s",
                "minutebook.connections.subscriptions", "2",
                "minutebook.connections.message-size", "8KB",
                "minutebook.graphql.cost", "1000"));
    service.log().append(meeting(DAY).stream(), scheduled(DAY), section(2, 1, "Crew"));
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private String token(Duration validity, String... roles) {
    return service.keys().token(validity, roles);
  }

  private String reader() {
    return token(Duration.ofHours(1), "reader");
  }

  private SocketClient connect() {
    return SocketClient.open(service.base(), reader()).init(null);
  }

  private static void soon(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
  }

  private static void assertClosed(SocketClient client, int code) {
    soon(() -> assertThat(client.code()).as(client.reason()).isEqualTo(code));
  }

  @Test
  void takes_the_token_from_the_handshake_or_from_the_first_message() {
    try (SocketClient handshake = connect();
        SocketClient message = SocketClient.open(service.base(), null).init(reader())) {
      for (SocketClient client : new SocketClient[] {handshake, message}) {
        client.subscribe("a", WATCH);
        soon(() -> assertThat(client.results("a", "meetingChanged")).isNotEmpty());
        assertThat(client.types()).startsWith("connection_ack");
      }
    }
  }

  @Test
  void is_refused_without_a_token_that_is_good() {
    assertThat(SocketClient.refusal(service.base(), token(Duration.ofHours(-1), "reader")))
        .isEqualTo(401);
    String base = service.base();
    try (SocketClient none = SocketClient.open(base, null).init(null);
        SocketClient bad = SocketClient.open(base, null).init("rubbish");
        SocketClient old =
            SocketClient.open(base, null).init(token(Duration.ofHours(-1), "reader"));
        SocketClient other =
            SocketClient.open(base, token(Duration.ofHours(1), "cook")).init(null);
        SocketClient early = SocketClient.open(base, reader()).subscribe("a", WATCH)) {
      assertClosed(none, 4403);
      assertClosed(bad, 4403);
      assertClosed(old, 4403);
      assertClosed(other, 4403);
      assertClosed(early, 4401);
      assertThat(early.types()).isEmpty();
    }
    assertThat(status("cook")).isEqualTo(403);
    assertThat(status()).isEqualTo(401);
  }

  private int status(String... roles) {
    try (EventClient client = new EventClient(service.request("/graphql", roles), WATCH)) {
      return client.status();
    }
  }

  @Test
  void ends_when_its_token_does() {
    String brief = token(Duration.ofSeconds(3), "reader");
    try (SocketClient client = SocketClient.open(service.base(), null).init(brief);
        EventClient events =
            new EventClient(
                service.request("/graphql").header("Authorization", "Bearer " + brief), WATCH)) {
      client.subscribe("a", WATCH);
      soon(() -> assertThat(client.results("a", "meetingChanged")).isNotEmpty());

      assertClosed(client, 4403);
      assertThat(client.reason()).contains("expired");
      soon(() -> assertThat(events.isOver()).isTrue());
      assertThat(events.results().getLast().at("/errors/0/extensions/code").asString())
          .isEqualTo("UNAUTHORIZED");
      assertThat(events.isComplete()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rubbish",
        "[]",
        "null",
        "{}",
        "{\"type\":\"dance\"}",
        "{\"type\":7}",
        "{\"type\":\"subscribe\",\"id\":\"a\"}",
        "{\"type\":\"subscribe\",\"payload\":{\"query\":\"{series{slug}}\"}}",
        "{\"type\":\"complete\"}",
        "{\"type\":\"connection_init\",\"payload\":3}"
      })
  void is_closed_after_a_message_that_is_none(String message) {
    try (SocketClient client = connect().send(message)) {
      assertClosed(client, 4400);
    }
  }

  @Test
  void is_closed_as_the_protocol_says() {
    String base = service.base();
    try (SocketClient twice = connect().init(null);
        SocketClient late = SocketClient.open(base, reader());
        SocketClient same = connect().subscribe("a", WATCH).subscribe("a", WATCH);
        SocketClient other = SocketClient.open(base, reader(), "graphql-ws", false);
        SocketClient dead = SocketClient.open(base, reader(), "graphql-transport-ws", true);
        SocketClient large = connect().send(" ".repeat(20_000))) {
      dead.init(null).subscribe("a", WATCH);
      assertClosed(twice, 4429);
      assertClosed(late, 4408);
      assertClosed(same, 4409);
      assertClosed(other, 4406);
      assertClosed(dead, 1001);
      assertClosed(large, 1009);
    }
  }

  @Test
  void stays_open_while_something_goes_on_and_is_closed_when_nothing_does() {
    try (SocketClient idle = connect();
        SocketClient watching = connect().subscribe("a", WATCH)) {
      assertClosed(idle, 1000);
      assertThat(watching.code()).isZero();
      assertThat(watching.types()).contains("ping");
      watching.send("{\"type\":\"ping\"}");
      soon(() -> assertThat(watching.types()).contains("pong"));
    }
  }

  @Test
  void answers_queries_and_says_what_is_wrong() {
    try (SocketClient client = connect()) {
      client.subscribe("q", "{meeting(series:\"lamp-room\",date:\"2020-05-04\"){day}}");
      soon(() -> assertThat(client.payloads("complete", "q")).hasSize(1));
      assertThat(client.results("q", "meeting/day").getFirst().asString()).isEqualTo(DAY);

      client.subscribe("x", "subscription{meetingChanged(meeting:\"nowhere\"){version}}");
      assertError(client, "x", "BAD_ARGUMENT");
      client.subscribe(
          "x", "subscription{seriesChanged(series:\"lamp-room\",after:\"?\"){cursor}}");
      assertError(client, "x", "BAD_ARGUMENT");
      client.subscribe("y", "subscription{nothing}");
      assertError(client, "y", "INVALID_QUERY");
      client.subscribe(
          "z",
          "subscription{meetingChanged(meeting:\"lamp-room/%s\"){meeting{history(first:900){nodes{type version}}}}}"
              .formatted(DAY));
      assertError(client, "z", "TOO_COMPLEX");
      client.subscribe("a", WATCH).subscribe("b", WATCH).subscribe("c", WATCH);
      assertError(client, "c", "TOO_MANY");
      assertThat(client.code()).isZero();
    }
  }

  private static void assertError(SocketClient client, String id, String code) {
    soon(() -> assertThat(client.payloads("error", id)).isNotEmpty());
    assertThat(client.payloads("error", id).getLast().at("/0/extensions/code").asString())
        .as(client.payloads("error", id).toString())
        .isEqualTo(code);
  }

  @Test
  void says_what_is_wrong_with_server_sent_events_too() {
    try (EventClient client =
            new EventClient(
                service.request("/graphql", "reader"),
                "subscription{meetingChanged(meeting:\"nowhere\"){version}}");
        EventClient query =
            new EventClient(service.request("/graphql", "reader"), "{series{slug}}")) {
      soon(() -> assertThat(client.isOver()).isTrue());
      assertThat(client.isComplete()).isTrue();
      assertThat(client.results().getFirst().at("/errors/0/extensions/code").asString())
          .isEqualTo("BAD_ARGUMENT");
      soon(() -> assertThat(query.isComplete()).isTrue());
      assertThat(query.results("series").getFirst().isArray()).isTrue();
    }
    HttpResponse<String> post =
        service.post("{\"query\":\"%s\"}".formatted(WATCH.replace("\"", "\\\"")), "reader");
    assertThat(post.body()).contains("INVALID_QUERY").contains("text/event-stream");
  }

  @Test
  void answers_no_subscription_to_a_post_also_if_it_was_begun_over_a_socket() {
    String post = "{\"query\":\"%s\"}".formatted(WATCH.replace("\"", "\\\""));
    try (SocketClient client = connect()) {
      client.subscribe("a", WATCH);
      soon(() -> assertThat(client.results("a", "meetingChanged")).hasSize(1));

      assertThat(service.post(post, "reader").body()).contains("INVALID_QUERY");
    }
  }

  @Test
  void tells_no_more_of_what_the_client_has_ended() {
    try (SocketClient client = connect()) {
      client.subscribe("a", WATCH);
      soon(() -> assertThat(client.results("a", "meetingChanged")).hasSize(1));
      client.complete("a").subscribe("a", "{series{slug}}");
      soon(() -> assertThat(client.payloads("complete", "a")).hasSize(1));
      assertThat(client.code()).isZero();
    }
  }
}
