package io.minutebook.benchmark.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.benchmark.peer.PeerKind;
import io.minutebook.benchmark.process.Launch;
import io.minutebook.standalone.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class PeerServiceTest {

  @Test
  void theHttpLayerStoresCommandsInFrontOfAnotherStore(@TempDir Path folder)
      throws IOException, InterruptedException {
    try (Launch launch = new Launch(folder, List.of())) {
      String token = launch.token("scribe@example.org", "admin");
      try (ConfigurableApplicationContext service =
              PeerService.start(
                  "--server.address=127.0.0.1",
                  "--server.port=0",
                  "--minutebook.mongodb.uri=mongodb://127.0.0.1:9",
                  "--minutebook.mongodb.database=unused",
                  "--minutebook.kafka.bootstrap-servers=127.0.0.1:9",
                  "--benchmark.peer=" + PeerKind.AXON_MEMORY.name(),
                  "--minutebook.security.public-key-location="
                      + new DataFolder(folder).keys().publicKey().toUri());
          HttpClient client = HttpClient.newHttpClient()) {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest command =
            HttpRequest.newBuilder(
                    URI.create(
                        "http://127.0.0.1:" + port + "/series/harbour/commands/CreateSeries"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\": \"The harbour crew\"}"))
                .build();

        HttpResponse<String> answer = client.send(command, BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        assertThat(answer.body()).contains("\"stream\":\"series/harbour\"");
      }
    }
  }
}
