package io.minutebook.query.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks for server-sent events and keeps them. */
public final class EventClient implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpResponse<Stream<String>> response;
  private final List<JsonNode> results = new CopyOnWriteArrayList<>();
  private String event = "";
  private volatile boolean complete;
  private volatile boolean over;

  /**
   * Sends an operation.
   *
   * @param request where to, with a token
   */
  public EventClient(HttpRequest.Builder request, String query) {
    try {
      response =
          http.send(
              request
                  .header("Content-Type", "application/json")
                  .header("Accept", "text/event-stream")
                  .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))))
                  .build(),
              BodyHandlers.ofLines());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (Stream<String> lines = response.body()) {
      lines.forEach(this::take);
    } catch (UncheckedIOException e) {
      complete = false;
    }
    over = true;
  }

  private void take(String line) {
    if (line.startsWith("event:")) {
      event = line.substring("event:".length()).strip();
      if (event.equals("complete")) {
        complete = true;
      }
    } else if (line.startsWith("data:") && event.equals("next")) {
      results.add(JSON.readTree(line.substring("data:".length())));
    }
  }

  public int status() {
    return response.statusCode();
  }

  public String contentType() {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  public List<JsonNode> results() {
    return results;
  }

  /** One field of the data of each result. */
  public List<JsonNode> results(String field) {
    return results.stream().map(result -> result.at("/data/" + field)).toList();
  }

  /** Whether the server said that there is nothing more. */
  public boolean isComplete() {
    return complete;
  }

  /** Whether the connection has ended. */
  public boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
