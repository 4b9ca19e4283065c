package io.minutebook.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of the two services: sends requests with the bearer token, and repeats them patiently. */
final class Service {

  static final JsonMapper JSON = JsonMapper.shared();

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
  private static final int UNAVAILABLE = 503;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;
  private final Supplier<String> token;

  Service(URI base, Supplier<String> token) {
    this.base = base;
    this.token = token;
  }

  /** A request for a path below the service's address, to be completed with a method. */
  HttpRequest.Builder request(String path) {
    String root = base.toString().replaceAll("/+$", "");
    return HttpRequest.newBuilder(URI.create(root + path))
        .timeout(ANSWER_LIMIT)
        .header("Authorization", "Bearer " + token.get());
  }

  /**
   * Sends a request until it is answered.
   *
   * @throws Unreachable if there was no answer, or only 503, for as long as patience lasts
   */
  HttpResponse<byte[]> send(HttpRequest request, Patience patience) {
    long start = System.nanoTime();
    for (int tries = 0; ; tries++) {
      Unreachable failure;
      try {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != UNAVAILABLE) {
          return response;
        }
        failure = new Unreachable(base, String.valueOf(problem(response).getMessage()));
      } catch (ConnectException e) {
        failure = new Unreachable(base, "nothing answers there", e);
      } catch (IOException e) {
        failure = new Unreachable(base, "the connection broke: " + e.getMessage(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Unreachable(base, "interrupted", e);
      }
      long pause = patience.pauseMillis(tries, Duration.ofNanos(System.nanoTime() - start));
      if (pause < 0 || !pause(pause)) {
        throw failure;
      }
    }
  }

  /** What a refused request was told, from problem details (RFC 9457) or whatever came. */
  static Problem problem(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    JsonNode body = jsonOrNull(response.body());
    if (body == null || !body.isObject()) {
      return new Problem(status, plainTitle(status), null, null);
    }
    return new Problem(
        status,
        body.path("title").asString(plainTitle(status)),
        body.path("detail").asString(null),
        body.path("field").asString(null));
  }

  static JsonNode json(byte[] body) {
    return JSON.readTree(body);
  }

  private static @Nullable JsonNode jsonOrNull(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException notJson) {
      return null;
    }
  }

  private static String plainTitle(int status) {
    return switch (status) {
      case 401 -> "the token is missing, expired, or not one that this server accepts";
      case 403 -> "the token's role does not allow this";
      case 404 -> "there is no such thing here";
      default -> "the server answered " + status;
    };
  }

  /** Waits; whether to the end. */
  static boolean pause(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
