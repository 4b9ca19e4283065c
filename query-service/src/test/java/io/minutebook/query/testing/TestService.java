package io.minutebook.query.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.query.QueryServiceApplication;
import io.minutebook.query.audit.Audit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole query service on a log and a database of its own, asked over HTTP with real tokens. */
public final class TestService implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final TestKeys keys = new TestKeys();
  private final TestMongo mongo;
  private final TestLog log;
  private final Map<String, Object> properties;
  private final List<ConfigurableApplicationContext> others = new ArrayList<>();
  private ConfigurableApplicationContext service;
  private String base;

  /**
   * Starts the service.
   *
   * @param settings beside those that say where its servers are
   */
  public TestService(TestMongo mongo, Path directory, Map<String, Object> settings)
      throws IOException {
    this.mongo = mongo;
    TestBroker broker = TestBroker.shared();
    String topic = broker.newTopic(3);
    log = new TestLog(broker, topic, mongo);
    properties = new HashMap<>(settings);
    properties.put("server.port", 0);
    properties.put("server.address", "127.0.0.1");
    properties.putIfAbsent("minutebook.mongodb.uri", mongo.uri());
    properties.put("minutebook.mongodb.database", mongo.name());
    properties.put("minutebook.kafka.bootstrap-servers", broker.bootstrapServers());
    properties.put("minutebook.kafka.topic", topic);
    properties.put("minutebook.kafka.group", "views-" + topic);
    properties.put(
        "minutebook.security.public-key-location", keys.writePublicKey(directory).toUri());
    service = QueryServiceApplication.start(properties);
    base = base(service);
  }

  private static String base(ConfigurableApplicationContext context) {
    return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  /** Where the service is. */
  public String base() {
    return base;
  }

  /** Stops the service, lets something happen, and starts it again. */
  public void restart(Runnable meanwhile) {
    service.close();
    meanwhile.run();
    service = QueryServiceApplication.start(properties);
    base = base(service);
  }

  /** Starts one more instance on the same log and database, and returns where it is. */
  public String startAnother(Map<String, Object> settings) {
    Map<String, Object> own = new HashMap<>(properties);
    own.putAll(settings);
    ConfigurableApplicationContext other = QueryServiceApplication.start(own);
    others.add(other);
    return base(other);
  }

  /** Stops the other instances. */
  public void stopOthers() {
    others.forEach(ConfigurableApplicationContext::close);
    others.clear();
  }

  /** What the command side does. */
  public TestLog log() {
    return log;
  }

  /** Where an audit reads. */
  public Audit.Source record() {
    return new Audit.Source(
        mongo.uri(),
        mongo.name(),
        TestBroker.shared().bootstrapServers(),
        String.valueOf(properties.get("minutebook.kafka.topic")));
  }

  /** The keys whose tokens the service takes. */
  public TestKeys keys() {
    return keys;
  }

  /** A request, with a token if there are roles. */
  public HttpRequest.Builder request(String path, String... roles) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (roles.length > 0) {
      request.header("Authorization", "Bearer " + keys.token(Duration.ofHours(1), roles));
    }
    return request;
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks for a document. */
  public HttpResponse<String> get(String role, String path) {
    return send(request(path, role));
  }

  /** Sends anything to where queries go. */
  public HttpResponse<String> post(String body, String... roles) {
    return send(
        request("/graphql", roles)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Asks a query that must be answered with 200; the answer may still hold errors. */
  public JsonNode graphql(String role, String query) {
    HttpResponse<String> response = post(JSON.writeValueAsString(Map.of("query", query)), role);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  /** What a query answers that must have no errors. */
  public JsonNode data(String role, String query) {
    JsonNode answer = graphql(role, query);
    assertThat(answer.has("errors")).as(answer.toString()).isFalse();
    return answer.get("data");
  }

  /** One field of each node of a list, as text. */
  public static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(node -> texts.add(node.get(field).asString()));
    return texts;
  }

  @Override
  public void close() {
    stopOthers();
    service.close();
    log.close();
    mongo.close();
  }
}
