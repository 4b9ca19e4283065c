package io.minutebook.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import io.minutebook.command.eventstore.MongoProperties;
import io.minutebook.command.relay.KafkaProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ComposeFileTest {

  private static final Path FOLDER = Path.of("..", "compose");

  private Map<String, Map<String, Object>> services = Map.of();

  @BeforeEach
  @SuppressWarnings("unchecked")
  void read() throws IOException {
    Map<String, Object> compose =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(FOLDER.resolve("compose.yaml")));
    services = (Map<String, Map<String, Object>>) Objects.requireNonNull(compose.get("services"));
  }

  // What the file has at a place is said by whoever asks.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <T> T part(String service, String name) {
    return (T) Objects.requireNonNull(Objects.requireNonNull(services.get(service)).get(name));
  }

  private Binder settingsOf(String service) {
    MutablePropertySources sources = new MutablePropertySources();
    sources.addFirst(
        new SystemEnvironmentPropertySource(
            "systemEnvironment", this.<Map<String, Object>>part(service, "environment")));
    return new Binder(ConfigurationPropertySources.from(sources));
  }

  @Test
  void all_four_parts_are_there() {
    assertThat(services).containsOnlyKeys("kafka", "mongodb", "command-service", "query-service");
  }

  @ParameterizedTest
  @ValueSource(strings = {"command-service", "query-service"})
  void a_service_finds_the_servers_under_the_names_that_they_have(String service) {
    Binder settings = settingsOf(service);
    MongoProperties mongodb = settings.bindOrCreate("minutebook.mongodb", MongoProperties.class);
    KafkaProperties kafka = settings.bindOrCreate("minutebook.kafka", KafkaProperties.class);

    ConnectionString uri = new ConnectionString(mongodb.uri());
    assertThat(uri.getHosts()).containsExactly("mongodb:27017");
    List<String> mongod = part("mongodb", "command");
    assertThat(mongod).containsSequence("--replSet", uri.getRequiredReplicaSetName());
    assertThat(kafka.bootstrapServers()).isEqualTo("kafka:9092");
    Map<String, String> broker = part("kafka", "environment");
    assertThat(broker.get("KAFKA_ADVERTISED_LISTENERS"))
        .isEqualTo("PLAINTEXT://" + kafka.bootstrapServers());
    assertThat(kafka.topic()).isEqualTo("minutebook.events");
  }

  @ParameterizedTest
  @ValueSource(strings = {"command-service", "query-service"})
  void a_service_finds_the_key_that_is_mounted(String service) {
    String location =
        settingsOf(service).bind("minutebook.security.public-key-location", String.class).get();
    List<String> volumes = part(service, "volumes");
    assertThat(volumes)
        .containsExactly("./data/keys/public.pem:" + location.substring("file:".length()) + ":ro");
  }

  @ParameterizedTest
  @ValueSource(strings = {"command-service", "query-service"})
  void a_service_listens_where_its_port_is_published_on_loopback_only(String service) {
    int port = settingsOf(service).bind("server.port", Integer.class).get();
    List<String> ports = part(service, "ports");
    assertThat(ports).containsExactly("127.0.0.1:" + port + ":" + port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"command-service", "query-service"})
  void a_service_starts_when_both_servers_are_healthy(String service) {
    Map<String, Map<String, String>> dependsOn = part(service, "depends_on");
    assertThat(dependsOn).containsOnlyKeys("kafka", "mongodb");
    dependsOn.forEach(
        (server, on) -> {
          assertThat(on).containsEntry("condition", "service_healthy");
          Object check = part(server, "healthcheck");
          assertThat(check).isNotNull();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"command-service", "query-service"})
  void the_image_takes_the_jar_that_the_build_makes(String service) throws IOException {
    Map<String, Object> build = part(service, "build");
    assertThat(build.get("args")).isEqualTo(Map.of("SERVICE", service));
    Path dockerfile =
        FOLDER.resolve(String.valueOf(build.get("context"))).resolve("" + build.get("dockerfile"));
    assertThat(Files.readString(dockerfile)).contains("${SERVICE}/target/${SERVICE}-*-exec.jar");
    Path pom = Path.of("..", "..", service, "pom.xml");
    assertThat(Files.readString(pom)).contains("<classifier>exec</classifier>");
  }

  @Test
  void the_log_is_never_cut() {
    Map<String, String> broker = part("kafka", "environment");
    assertThat(broker)
        .containsEntry("KAFKA_LOG_RETENTION_MS", "-1")
        .containsEntry("KAFKA_LOG_RETENTION_BYTES", "-1");
  }
}
