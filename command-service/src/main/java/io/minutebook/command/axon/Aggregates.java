package io.minutebook.command.axon;

import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** Axon's configuration: two kinds of aggregates, by event sourcing, with a cache of their states. */
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
                .configureCache(c -> cache))
        .configureAggregate(
            AggregateConfigurer.defaultConfiguration(SeriesAggregate.class)
                .configureAggregateFactory(
                    c -> new StreamAggregateFactory<>(SeriesAggregate.class, SeriesAggregate::new))
                .configureCreationPolicyAggregateFactory(
                    c -> stream -> new SeriesAggregate(String.valueOf(stream)))
                .configureCache(c -> cache))
        .buildConfiguration();
  }
}
