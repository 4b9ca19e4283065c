package io.minutebook.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.Sealing;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealEndpointTest {

  private static final Sealing.Made MADE =
      new Sealing.Made(7, Instant.parse("2026-03-02T10:00:00Z"), "ab", 3, "cd");

  private final ApiServer server = ApiServer.shared();

  private HttpResponse<String> seal(Sealing.Outcome outcome) {
    server.sealing().answers(outcome);
    return server.send(server.admin("/seals").POST(BodyPublishers.noBody()));
  }

  @Test
  void an_admin_has_everything_be_sealed() {
    HttpResponse<String> response = seal(new Sealing.Done(List.of(MADE), MADE));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(ApiServer.body(response).at("/made/0/number").asLong()).isEqualTo(7);
    assertThat(ApiServer.body(response).at("/latest/hash").asString()).isEqualTo("ab");
    assertThat(ApiServer.body(response).at("/latest/at").asString())
        .isEqualTo("2026-03-02T10:00:00Z");
  }

  @Test
  void what_takes_long_is_asked_for_again() {
    assertThat(seal(new Sealing.GoesOn()).statusCode()).isEqualTo(202);
  }

  @Test
  void what_must_not_be_sealed_is_a_conflict_that_says_why() {
    HttpResponse<String> response = seal(new Sealing.Refused("a stream was changed"));

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body()).contains("a stream was changed");
    assertThat(seal(new Sealing.NoKey()).body()).contains("minutebook.seals.private-key");
    assertThat(seal(new Sealing.Hindered("no Kafka")).statusCode()).isEqualTo(503);
  }

  @Test
  void nobody_else_may() {
    assertThat(server.send(server.request("/seals").POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(403);
    assertThat(server.send(server.anonymous("/seals").POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(401);
  }
}
