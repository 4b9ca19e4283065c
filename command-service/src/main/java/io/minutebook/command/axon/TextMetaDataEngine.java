package io.minutebook.command.axon;

import io.minutebook.log.Meta;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Hands the events to another engine with what their commit needs as texts, which any serializer
 * can write: the same that a commit stores.
 */
final class TextMetaDataEngine implements EventStorageEngine {

  private final EventStorageEngine engine;

  TextMetaDataEngine(EventStorageEngine engine) {
    this.engine = engine;
  }

  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    engine.appendEvents(
        events.stream()
            .map(event -> event.withMetaData(texts(CommitContext.in(event.getMetaData()))))
            .toList());
  }

  private static Map<String, String> texts(CommitContext context) {
    Meta meta = context.meta();
    Map<String, String> texts = new HashMap<>();
    put(texts, "commandId", context.commandId());
    put(texts, "fingerprint", context.fingerprint());
    put(texts, "occurredAt", context.occurredAt());
    put(texts, "actor", meta.actor());
    put(texts, "onBehalfOf", meta.onBehalfOf());
    put(texts, "command", meta.command());
    put(texts, "correlation", meta.correlation());
    put(texts, "causation", meta.causation());
    put(texts, "reason", meta.reason());
    meta.provenance().forEach((name, value) -> put(texts, "provenance." + name, value));
    return texts;
  }

  private static void put(Map<String, String> texts, String name, @Nullable Object value) {
    if (value != null) {
      texts.put(name, value.toString());
    }
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    engine.storeSnapshot(snapshot);
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      TrackingToken trackingToken, boolean mayBlock) {
    return engine.readEvents(trackingToken, mayBlock);
  }

  @Override
  public DomainEventStream readEvents(String stream, long firstVersion) {
    return engine.readEvents(stream, firstVersion);
  }

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
    return engine.readSnapshot(stream);
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String stream) {
    return engine.lastSequenceNumberFor(stream);
  }
}
