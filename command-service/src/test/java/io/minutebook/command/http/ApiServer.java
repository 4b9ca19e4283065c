package io.minutebook.command.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.minutebook.command.Decisions;
import io.minutebook.command.Proposals;
import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.Proposal;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.PersonLabel;
import io.minutebook.minutes.ActionStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Month;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command API on a free port, started once for all tests, and a client for it. */
final class ApiServer {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final class Shared {
    static final ApiServer SERVER = new ApiServer();
  }

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Tokens tokens = new Tokens();
  private final ConfigurableApplicationContext context;

  @Configuration(proxyBeanMethods = false)
  @Import(HttpConfiguration.class)
  static class WithMemory {
    @Bean
    Decisions decisions() {
      return new MemoryDecisions();
    }

    @Bean
    MemorySealing sealing() {
      return new MemorySealing();
    }

    /** Of a meeting on some day of February there is nothing to propose. */
    @Bean
    Proposals proposals() {
      return meeting -> {
        if (meeting.date().getMonth() == Month.FEBRUARY) {
          throw Refusal.conflict(null, "The minutes have been begun already.");
        }
        EntryAddress address = EntryAddress.parse(meeting.series() + "/2020-04-27#e7");
        return new Proposal(
            meeting,
            "A title",
            "# A title\n",
            address.meeting(),
            List.of(
                new Proposal.OpenAction(
                    address,
                    address,
                    List.of(new PersonLabel("Bo")),
                    "Mend the net",
                    null,
                    ActionStatus.OPEN,
                    address.meeting().date(),
                    0)));
      };
    }
  }

  private ApiServer() {
    Path folder;
    try {
      folder = Files.createTempDirectory("minutebook-keys");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    context =
        start(
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--minutebook.security.public-key-location=" + tokens.publicKeyTo(folder).toUri());
    log.start();
  }

  static ConfigurableApplicationContext start(String... arguments) {
    return new SpringApplicationBuilder(WithMemory.class)
        .web(WebApplicationType.SERVLET)
        .properties("spring.config.name=command-service")
        .run(arguments);
  }

  static ApiServer shared() {
    return Shared.SERVER;
  }

  MemoryDecisions decisions() {
    return context.getBean(MemoryDecisions.class);
  }

  MemorySealing sealing() {
    return context.getBean(MemorySealing.class);
  }

  Tokens tokens() {
    return tokens;
  }

  int port() {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** A request by a scribe. */
  HttpRequest.Builder request(String path) {
    return anonymous(path).header("Authorization", "Bearer " + tokens.of("sue", "scribe"));
  }

  HttpRequest.Builder admin(String path) {
    return anonymous(path).header("Authorization", "Bearer " + tokens.of("ada", "admin"));
  }

  HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
  }

  HttpResponse<String> postJson(String path, String body) {
    return send(json(request(path), body));
  }

  static HttpRequest.Builder json(HttpRequest.Builder request, String body) {
    return request
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  static HttpRequest.Builder markdown(HttpRequest.Builder request, byte[] body) {
    return request
        .header("Content-Type", "text/markdown; charset=utf-8")
        .PUT(HttpRequest.BodyPublishers.ofByteArray(body));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode body(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** What the log holds that a person would have to look into. */
  List<String> alarms() {
    Logger root = (Logger) LoggerFactory.getLogger("ROOT");
    synchronized (log) {
      // Boot sets logging up anew when a context of another test fails to start.
      if (!root.isAttached(log)) {
        root.addAppender(log);
      }
      return List.copyOf(log.list).stream()
          .filter(
              event ->
                  event.getLevel().isGreaterOrEqual(Level.ERROR)
                      || event.getThrowableProxy() != null)
          .map(event -> event.getLevel() + " " + event.getFormattedMessage())
          .toList();
    }
  }
}
