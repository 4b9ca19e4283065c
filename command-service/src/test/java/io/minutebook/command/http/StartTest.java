package io.minutebook.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class StartTest {

  @Test
  void without_a_key_for_tokens_it_does_not_start_and_says_what_to_set(CapturedOutput output) {
    assertThatThrownBy(() -> ApiServer.start("--server.port=0").close())
        .hasRootCauseInstanceOf(MissingTokenKeyException.class);
    assertThat(output)
        .contains("APPLICATION FAILED TO START", "minutebook.security.public-key-location")
        .doesNotContain("\tat ");
  }

  @Test
  void with_a_key_that_is_not_there_it_says_where_it_looked(CapturedOutput output) {
    assertThatThrownBy(
            () ->
                ApiServer.start(
                        "--server.port=0",
                        "--minutebook.security.public-key-location=file:/nowhere/public.pem")
                    .close())
        .isInstanceOf(RuntimeException.class);
    assertThat(output).contains("APPLICATION FAILED TO START", "/nowhere/public.pem");
  }

  @Test
  void with_the_keys_of_a_service_it_starts_and_an_outage_of_that_is_a_503() throws Exception {
    try (ConfigurableApplicationContext context =
        ApiServer.start(
            "--server.port=0",
            "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/keys")) {
      String port = context.getEnvironment().getRequiredProperty("local.server.port");
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/series"))
                      .timeout(Duration.ofSeconds(20))
                      .header("Authorization", "Bearer " + new Tokens().of("sue", "scribe"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      ProblemAssert.assertProblem(response).is(ProblemKind.UNAVAILABLE);
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }
  }

  @Test
  void with_a_key_in_a_file_it_starts(@TempDir Path folder) {
    Path key = new Tokens().publicKeyTo(folder);
    try (ConfigurableApplicationContext context =
        ApiServer.start(
            "--server.port=0", "--minutebook.security.public-key-location=file:" + key)) {
      assertThat(context.isRunning()).isTrue();
    }
  }
}
