package io.minutebook.command.axon;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * Axon's configuration: two kinds of aggregates, by event sourcing, with a cache of their states.
 */
final class Aggregates {

  private Aggregates() {}

  /** A configuration that is not started yet. */
  static Configuration over(EventStorageEngine engine, Cache cache) {
    return DefaultConfigurer.defaultConfiguration(false)
        .configureSerializer(c -> Jackson3Serializer.builder().build())
        .configureEmbeddedEventStore(c -> engine)
        .configureAggregate(
            AggregateConfigurer.defaultConfiguration(MeetingAggregate.class)
                .configureAggregateFactory(
                    c ->
                        new StreamAggregateFactory<>(MeetingAggregate.class, MeetingAggregate::new))
                .configureCreationPolicyAggregateFactory(
                    c -> stream -> new MeetingAggregate(String.valueOf(stream)))
                .configureCommandTargetResolver(c -> Aggregates::target)
                .configureCache(c -> cache))
        .configureAggregate(
            AggregateConfigurer.defaultConfiguration(SeriesAggregate.class)
                .configureAggregateFactory(
                    c -> new StreamAggregateFactory<>(SeriesAggregate.class, SeriesAggregate::new))
                .configureCreationPolicyAggregateFactory(
                    c -> stream -> new SeriesAggregate(String.valueOf(stream)))
                .configureCommandTargetResolver(c -> Aggregates::target)
                .configureCache(c -> cache))
        .buildConfiguration();
  }

  /** What Axon would otherwise look for in the annotations of each command. */
  private static VersionedAggregateIdentifier target(CommandMessage<?> command) {
    if (command.getPayload() instanceof Decide decide) {
      return new VersionedAggregateIdentifier((Object) decide.stream(), null);
    }
    throw new IllegalArgumentException("not a command for an aggregate: " + command);
  }
}
