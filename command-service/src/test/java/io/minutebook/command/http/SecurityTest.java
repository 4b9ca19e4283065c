package io.minutebook.command.http;

import static io.minutebook.command.http.ApiServer.header;
import static io.minutebook.command.http.ApiServer.json;
import static io.minutebook.command.http.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityTest {

  private final ApiServer server = ApiServer.shared();
  private final int alarmsBefore = server.alarms().size();
  private final String path =
      "/meetings/s" + UUID.randomUUID() + "/2020-05-04/commands/ScheduleMeeting";

  @AfterEach
  void nobody_was_alarmed() {
    assertThat(server.alarms().subList(alarmsBefore, server.alarms().size())).isEmpty();
  }

  private HttpRequest.Builder schedule(HttpRequest.Builder request) {
    return json(request, "{\"title\":\"Weekly\"}");
  }

  private HttpResponse<String> scheduleWith(String token) {
    return server.send(schedule(server.anonymous(path)).header("Authorization", "Bearer " + token));
  }

  @Test
  void nobody_writes_without_a_token() {
    HttpResponse<String> response = server.send(schedule(server.anonymous(path)));
    assertProblem(response)
        .is(ProblemKind.UNAUTHENTICATED)
        .field("Authorization")
        .says("Authorization: Bearer");
    assertThat(header(response, "WWW-Authenticate")).isEqualTo("Bearer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "a.b.c", "", "two words", "\u00e4"})
  void a_token_that_is_none_is_a_401(String token) {
    HttpResponse<String> response = scheduleWith(token);
    assertProblem(response).is(ProblemKind.UNAUTHENTICATED);
    assertThat(header(response, "WWW-Authenticate")).startsWith("Bearer");
    assertThat(response.body()).doesNotContain("Exception", "nimbus");
  }

  @Test
  void a_token_that_another_key_signed_is_a_401() {
    assertProblem(scheduleWith(new Tokens().of("eve", "admin"))).is(ProblemKind.UNAUTHENTICATED);
  }

  @Test
  void a_token_that_nothing_signed_is_a_401() {
    String none =
        base64("{\"alg\":\"none\"}")
            + "."
            + base64("{\"sub\":\"eve\",\"roles\":[\"admin\"]}")
            + ".";
    assertProblem(scheduleWith(none)).is(ProblemKind.UNAUTHENTICATED);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_token_that_has_expired_is_a_401_that_says_so() {
    HttpResponse<String> response =
        scheduleWith(server.tokens().expired("sue", Duration.ofMinutes(5), "scribe"));
    assertProblem(response).is(ProblemKind.UNAUTHENTICATED).says("expired", "get a new one");
    assertThat(header(response, "WWW-Authenticate")).contains("invalid_token");
  }

  @Test
  void clocks_may_differ_by_half_a_minute() {
    assertThat(
            scheduleWith(server.tokens().expired("sue", Duration.ofSeconds(30), "scribe"))
                .statusCode())
        .isEqualTo(201);
  }

  @Test
  void a_token_that_names_nobody_is_a_401() {
    assertProblem(scheduleWith(server.tokens().nameless("scribe")))
        .is(ProblemKind.UNAUTHENTICATED)
        .says("sub");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reader", "auditor", "SCRIBE", "ROLE_scribe", "root"})
  void a_role_that_may_not_write_is_a_403(String role) {
    int before = server.decisions().count();
    HttpResponse<String> response = scheduleWith(server.tokens().of("rita", role));
    assertProblem(response).is(ProblemKind.FORBIDDEN).says("scribe or admin");
    assertThat(header(response, "WWW-Authenticate")).contains("insufficient_scope");
    assertThat(server.decisions().count()).isEqualTo(before);
  }

  @Test
  void an_admin_may_write() {
    assertThat(scheduleWith(server.tokens().of("ada", "admin")).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Minutebook-Occurred-At", "Minutebook-On-Behalf-Of"})
  void only_an_admin_may_say_when_it_happened_or_for_whom(String header) {
    HttpResponse<String> response =
        server.send(schedule(server.request(path)).header(header, "2020-05-04T18:30:00Z"));
    assertProblem(response).is(ProblemKind.FORBIDDEN).field(header).says(header, "admin");
    assertThat(header(response, "WWW-Authenticate")).contains("insufficient_scope");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "2020-02-30T00:00:00Z", "+99999-01-01T00:00:00Z", "2020-05-04", ""})
  void an_instant_that_is_none_is_a_400(String instant) {
    assertProblem(
            server.send(schedule(server.admin(path)).header("Minutebook-Occurred-At", instant)))
        .is(ProblemKind.MALFORMED)
        .field("Minutebook-Occurred-At");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%C3", "%0A", "%", " "})
  void a_name_that_is_none_is_a_400(String name) {
    assertProblem(server.send(schedule(server.admin(path)).header("Minutebook-On-Behalf-Of", name)))
        .is(ProblemKind.MALFORMED)
        .field("Minutebook-On-Behalf-Of");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file", "file=", "file=%zz", "File=a.md", "file=a.md,file=b.md", "file=a%0Ab"})
  void a_provenance_that_cannot_be_read_is_a_400(String provenance) {
    assertProblem(
            server.send(schedule(server.admin(path)).header("Minutebook-Provenance", provenance)))
        .is(ProblemKind.MALFORMED)
        .field("Minutebook-Provenance");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file=a%2Fb.md", "file=..", "file=a%5Cb.md"})
  void a_provenance_that_leads_to_another_folder_is_a_400(String provenance) {
    assertProblem(
            server.send(schedule(server.admin(path)).header("Minutebook-Provenance", provenance)))
        .is(ProblemKind.MALFORMED)
        .says("not a path");
  }

  @Test
  void health_is_open_and_tells_strangers_no_details() {
    HttpResponse<String> health = server.send(server.anonymous("/actuator/health").GET());
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(ApiServer.body(health).required("status").stringValue()).isEqualTo("UP");
    assertThat(ApiServer.body(health).has("components")).isFalse();
    assertThat(server.send(server.anonymous("/actuator/health/readiness").GET()).statusCode())
        .isEqualTo(200);
    HttpResponse<String> detailed = server.send(server.admin("/actuator/health").GET());
    assertThat(ApiServer.body(detailed).has("components")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator",
        "/actuator/env",
        "/actuator/mappings",
        "/graphql",
        "/error",
        "/login",
        "/logout"
      })
  void nothing_else_is_open(String closed) {
    assertProblem(server.send(server.anonymous(closed).GET())).is(ProblemKind.UNAUTHENTICATED);
  }

  @Test
  void the_metadata_of_rfc_9728_say_that_tokens_come_in_the_header() {
    HttpResponse<String> metadata =
        server.send(server.anonymous("/.well-known/oauth-protected-resource").GET());
    assertThat(ApiServer.body(metadata).at("/bearer_methods_supported/0").stringValue())
        .isEqualTo("header");
    assertThat(
            ApiServer.body(metadata)
                .path("tls_client_certificate_bound_access_tokens")
                .asBoolean(false))
        .isFalse();
  }

  @Test
  void an_answer_names_no_server_and_sets_no_cookie() {
    HttpResponse<String> response = scheduleWith(server.tokens().of("ada", "admin"));
    assertThat(header(response, "Server")).isEmpty();
    assertThat(header(response, "X-Powered-By")).isEmpty();
    assertThat(header(response, "Set-Cookie")).isEmpty();
  }

  @Test
  void a_proposal_is_for_those_who_may_write() {
    String proposal = "/meetings/weekly/2020-05-04/proposal";
    assertThat(server.send(server.request(proposal).GET()).statusCode()).isEqualTo(200);
    assertThat(server.send(server.admin(proposal).GET()).statusCode()).isEqualTo(200);
    assertProblem(server.send(server.anonymous(proposal).GET())).is(ProblemKind.UNAUTHENTICATED);
    for (String role : new String[] {"reader", "auditor"}) {
      String token = server.tokens().of("rob", role);
      assertProblem(
              server.send(
                  server.anonymous(proposal).header("Authorization", "Bearer " + token).GET()))
          .is(ProblemKind.FORBIDDEN);
    }
  }
}
