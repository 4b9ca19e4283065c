package io.minutebook.benchmark.http;

import io.minutebook.benchmark.peer.Backing;
import io.minutebook.benchmark.peer.PeerKind;
import io.minutebook.benchmark.peer.Store;
import io.minutebook.benchmark.peer.Tuning;
import io.minutebook.command.Decisions;
import io.minutebook.command.Proposals;
import io.minutebook.command.Sealing;
import io.minutebook.command.http.HttpConfiguration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The command service's HTTP layer, the same in everything, in front of the store that the property
 * {@code benchmark.peer} names. Other properties are those of the command service.
 */
@Configuration(proxyBeanMethods = false)
@Import(HttpConfiguration.class)
class PeerService {

  public static void main(String[] arguments) {
    start(arguments);
  }

  static ConfigurableApplicationContext start(String... arguments) {
    return new SpringApplicationBuilder(PeerService.class)
        .web(WebApplicationType.SERVLET)
        .properties(Map.of("spring.config.name", "command-service"))
        .run(arguments);
  }

  /** It and what it has stored go when the process is asked to end. */
  @Bean
  Store store(
      @Value("${benchmark.peer}") PeerKind peer,
      @Value("${minutebook.mongodb.uri}") String mongodb,
      @Value("${minutebook.mongodb.database}") String database,
      @Value("${minutebook.kafka.bootstrap-servers}") String kafka,
      @Value("${benchmark.postgresql:}") String postgresql)
      throws Exception {
    return peer.store(new Given(mongodb, kafka, postgresql), database, Tuning.usual());
  }

  @Bean
  Decisions decisions(Store store) {
    return store.decisions();
  }

  @Bean
  Proposals proposals() {
    return meeting -> {
      throw new UnsupportedOperationException("nothing is proposed here, for " + meeting);
    };
  }

  @Bean
  Sealing sealing() {
    return atMost -> new Sealing.NoKey();
  }

  private record Given(String mongodb, String kafka, String postgresql) implements Backing {}
}
