package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows a series live, by server-sent events, while its minutes are imported. */
final class CorpusFollower implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String DATA = "data:";

  private final HttpClient client = HttpClient.newHttpClient();

  /** The versions that were told of each stream, as they came. */
  private final Map<String, List<Long>> told = new ConcurrentHashMap<>();

  private volatile boolean begun;

  CorpusFollower(String queryUrl, String token, String series)
      throws IOException, InterruptedException {
    String query =
        "subscription { seriesChanged(series: \"%s\") { cursor changes { stream version } } }"
            .formatted(series);
    HttpResponse<Stream<String>> response =
        client.send(
            HttpRequest.newBuilder(URI.create(queryUrl + "/graphql"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("query", query))))
                .build(),
            HttpResponse.BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    Thread.ofVirtual().start(() -> read(response));
    await().atMost(PATIENCE).until(() -> begun);
  }

  private void read(HttpResponse<Stream<String>> response) {
    try (Stream<String> lines = response.body()) {
      lines.filter(line -> line.startsWith(DATA)).forEach(this::take);
    } catch (UncheckedIOException e) {
      // it was closed: what has been told by then is compared
    }
  }

  private void take(String line) {
    JsonNode changes =
        JSON.readTree(line.substring(DATA.length())).at("/data/seriesChanged/changes");
    for (JsonNode change : changes) {
      told.computeIfAbsent(change.get("stream").asString(), stream -> new CopyOnWriteArrayList<>())
          .add(change.get("version").asLong());
    }
    begun = true;
  }

  /**
   * Waits until all was told up to these versions, and holds that it was told once and in order.
   *
   * @param heads the last version of each stream
   */
  void wasTold(Map<String, Long> heads) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(told).containsExactlyInAnyOrderEntriesOf(versionsUpTo(heads)));
  }

  private static Map<String, List<Long>> versionsUpTo(Map<String, Long> heads) {
    Map<String, List<Long>> versions = new ConcurrentHashMap<>();
    heads.forEach(
        (stream, head) -> versions.put(stream, LongStream.rangeClosed(0, head).boxed().toList()));
    return versions;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
