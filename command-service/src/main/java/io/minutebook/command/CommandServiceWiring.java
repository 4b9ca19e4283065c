package io.minutebook.command;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.minutebook.command.axon.CommandSide;
import io.minutebook.command.eventstore.CommitStore;
import io.minutebook.command.eventstore.CommitTable;
import io.minutebook.command.eventstore.MongoCommitTable;
import io.minutebook.command.eventstore.MongoConnection;
import io.minutebook.command.eventstore.MongoProperties;
import io.minutebook.command.eventstore.UnfinishedRecovery;
import io.minutebook.command.relay.KafkaEventLog;
import io.minutebook.command.relay.KafkaProperties;
import io.minutebook.command.relay.MongoLeaseTable;
import io.minutebook.command.relay.Relay;
import io.minutebook.command.relay.RelayLease;
import io.minutebook.command.relay.SharedLease;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;

/** Puts the rooms behind the command API together: store, relay, aggregates. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  MongoProperties.class,
  KafkaProperties.class,
  CommandServiceWiring.AggregateProperties.class
})
class CommandServiceWiring {

  /**
   * How aggregates are kept.
   *
   * @param cached how many states stay in memory; the others are folded again when asked for
   */
  @Validated
  @ConfigurationProperties("minutebook.aggregates")
  record AggregateProperties(@DefaultValue("1000") @Min(1) int cached) {}

  @Bean
  MongoClient mongoClient(MongoProperties properties) {
    return MongoConnection.client(properties);
  }

  @Bean
  CommitTable commitTable(MongoClient client, MongoProperties properties) {
    MongoDatabase database = client.getDatabase(properties.database());
    // a stream that is only half there would be gone on with at the wrong place
    UnfinishedRecovery.refuse(database);
    return new MongoCommitTable(database);
  }

  @Bean
  CommitStore commitStore(CommitTable table, MongoProperties properties) {
    return new CommitStore(
        table, properties.settleTimeout(), properties.mostQueued().toBytes(), Timing.SYSTEM);
  }

  @Bean(initMethod = "start")
  Relay relay(
      CommitTable table, MongoClient client, MongoProperties mongodb, KafkaProperties properties) {
    RelayLease lease =
        new SharedLease(
            new MongoLeaseTable(client.getDatabase(mongodb.database())),
            properties.topic(),
            UUID.randomUUID().toString(),
            properties.lease(),
            System::nanoTime);
    return new Relay(
        table, new KafkaEventLog(properties), properties.sweep(), lease, Timing.SYSTEM);
  }

  @Bean
  CommandSide commandSide(CommitStore store, Relay relay, AggregateProperties properties) {
    return CommandSide.start(store, Clock.systemUTC(), properties.cached(), relay::handOff);
  }

  @Bean
  Decisions decisions(CommandSide side) {
    return side.decisions();
  }

  @Bean
  Proposals proposals(CommandSide side) {
    return side.proposals();
  }

  /** A relay in trouble delays what is read and loses nothing: the service stays up. */
  @Bean
  HealthIndicator relayHealth(Relay relay) {
    return () ->
        relay
            .trouble()
            .map(trouble -> Health.up().withDetail("trouble", trouble).build())
            .orElseGet(() -> Health.up().build());
  }
}
