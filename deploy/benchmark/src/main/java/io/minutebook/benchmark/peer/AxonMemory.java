package io.minutebook.benchmark.peer;

import io.minutebook.command.Decisions;
import io.minutebook.command.axon.PlainCommandSide;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** Axon with its store in memory: no serializer, no disk. What aggregates and bus cost alone. */
final class AxonMemory implements Store {

  private final InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
  private final PlainCommandSide side = PlainCommandSide.over(engine, Stores.CACHED);

  @Override
  public Decisions decisions() {
    return side.decisions();
  }

  /** Events, here: it knows no commits. */
  @Override
  public long stored() {
    return engine.readEvents(null, false).count();
  }

  @Override
  public void close() {
    side.close();
  }
}
