package io.minutebook.command.axon;

import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AbstractAggregateFactory;

/** Makes an aggregate that knows its stream from the beginning, before its first event. */
final class StreamAggregateFactory<T> extends AbstractAggregateFactory<T> {

  private final Function<String, T> make;

  StreamAggregateFactory(Class<T> type, Function<String, T> make) {
    super(type);
    this.make = make;
  }

  // Axon declares the message without its type.
  @SuppressWarnings("rawtypes")
  @Override
  protected T doCreateAggregate(String stream, DomainEventMessage firstEvent) {
    return make.apply(stream);
  }
}
