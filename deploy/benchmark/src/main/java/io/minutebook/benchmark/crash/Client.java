package io.minutebook.benchmark.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends a command once to one instance of the command service and says what came of it. */
final class Client implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final int UNAVAILABLE = 503;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final List<URI> instances;
  private final String token;

  /** What came of an attempt. */
  sealed interface Attempt {

    record Accepted(Acknowledgement answer) implements Attempt {}

    /** 503: the same may be sent again. */
    record TurnedAway() implements Attempt {}

    record NoConnection() implements Attempt {}

    record TimedOut() implements Attempt {}

    /** An answer that a command of the kind should not get. */
    record Wrong(int status, String body) implements Attempt {}
  }

  Client(List<URI> instances, String token) {
    this.instances = List.copyOf(instances);
    this.token = token;
  }

  int instances() {
    return instances.size();
  }

  Attempt send(Command command, int instance, Duration most) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(instances.get(instance).resolve(command.path()))
            .timeout(most)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", command.key())
            .POST(BodyPublishers.ofString(command.body()))
            .build();
    try {
      return read(http.send(request, BodyHandlers.ofString()));
    } catch (HttpTimeoutException e) {
      return new Attempt.TimedOut();
    } catch (IOException e) {
      return new Attempt.NoConnection();
    }
  }

  private static Attempt read(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status == UNAVAILABLE) {
      return new Attempt.TurnedAway();
    }
    if (status / 100 != 2) {
      return new Attempt.Wrong(status, response.body());
    }
    try {
      JsonNode body = JsonMapper.shared().readTree(response.body());
      return new Attempt.Accepted(
          new Acknowledgement(
              body.required("stream").stringValue(),
              body.required("version").longValue(),
              body.required("events").valueStream().map(JsonNode::stringValue).toList(),
              body.required("entries").valueStream().map(JsonNode::stringValue).toList()));
    } catch (JacksonException | IllegalArgumentException e) {
      return new Attempt.Wrong(status, response.body());
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
