package io.minutebook.standalone;

import io.minutebook.command.CommandServiceApplication;
import io.minutebook.query.QueryServiceApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** The two services in this process, on loopback, each with a context and a port of its own. */
final class Services {

  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(60);
  private static final Duration HEALTH_PAUSE = Duration.ofMillis(50);

  private final Map<String, Object> shared;
  private final boolean aloneAtKafka;
  private final Files files;
  private volatile @Nullable String commandUrl;
  private volatile @Nullable String queryUrl;

  /**
   * What the services need of the data folder.
   *
   * @param tokenKey the public key of the tokens
   * @param sealKey the private key that signs seals
   * @param seals the folder for the seals
   */
  record Files(Path tokenKey, Path sealKey, Path seals) {}

  /**
   * Services that are not started yet.
   *
   * @param aloneAtKafka whether no other process follows the log at this Kafka
   */
  Services(String mongodb, String kafka, boolean aloneAtKafka, Files files) {
    this.files = files;
    this.aloneAtKafka = aloneAtKafka;
    this.shared =
        Map.of(
            "server.address",
            "127.0.0.1",
            "minutebook.mongodb.uri",
            mongodb,
            "minutebook.kafka.bootstrap-servers",
            kafka,
            "minutebook.security.public-key-location",
            files.tokenKey().toUri().toString(),
            // Stopped in order with the servers that they use, not by a hook of their own.
            "spring.main.register-shutdown-hook",
            false,
            "spring.main.banner-mode",
            "off");
  }

  ConfigurableApplicationContext startCommandService(int port) {
    ConfigurableApplicationContext context =
        CommandServiceApplication.start(commandProperties(port));
    commandUrl = url(context);
    return context;
  }

  ConfigurableApplicationContext startQueryService(int port) {
    ConfigurableApplicationContext context = QueryServiceApplication.start(queryProperties(port));
    queryUrl = url(context);
    return context;
  }

  String commandUrl() {
    return started(commandUrl);
  }

  String queryUrl() {
    return started(queryUrl);
  }

  /** Returns once both services say that they are well. */
  void awaitHealth() {
    long deadline = System.nanoTime() + HEALTH_LIMIT.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String service : List.of(commandUrl(), queryUrl())) {
        while (!isHealthy(http, service)) {
          if (System.nanoTime() > deadline) {
            throw new StandaloneFailure(
                "%s/actuator/health did not become 200 within %d s."
                    .formatted(service, HEALTH_LIMIT.toSeconds()));
          }
          Thread.sleep(HEALTH_PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneFailure("interrupted while starting.", e);
    }
  }

  private static boolean isHealthy(HttpClient http, String service) throws InterruptedException {
    try {
      return http.send(
                  HttpRequest.newBuilder(URI.create(service + "/actuator/health")).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Map<String, Object> commandProperties(int port) {
    Map<String, Object> properties = with("server.port", port);
    properties.put("minutebook.seals.private-key", files.sealKey());
    properties.put("minutebook.seals.folder", files.seals());
    return properties;
  }

  private Map<String, Object> queryProperties(int port) {
    Map<String, Object> properties = with("server.port", port);
    if (aloneAtKafka) {
      properties.put("minutebook.kafka.instance", "standalone");
    }
    return properties;
  }

  private Map<String, Object> with(String name, Object value) {
    Map<String, Object> properties = new HashMap<>(shared);
    properties.put(name, value);
    return properties;
  }

  private static String url(ConfigurableApplicationContext context) {
    return "http://127.0.0.1:"
        + context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  private static String started(@Nullable String url) {
    if (url == null) {
      throw new IllegalStateException("not started yet");
    }
    return url;
  }
}
