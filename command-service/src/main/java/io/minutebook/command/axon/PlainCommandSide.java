package io.minutebook.command.axon;

import io.minutebook.command.Decisions;
import io.minutebook.command.Outcome;
import io.minutebook.command.Refusal;
import io.minutebook.command.Request;
import io.minutebook.command.meeting.Facts;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * The same aggregates and deciders over any of Axon's own engines, to measure the commit store
 * against. What only the commit store can promise is left out: a key that is known gets no first
 * answer again, an answer that stores nothing is not checked against the stream, and nothing is
 * known of other streams, so that no action can be carried over.
 */
public final class PlainCommandSide implements AutoCloseable {

  private static final int MOST_ATTEMPTS = 20;

  private final Configuration configuration;
  private final Dispatch dispatch;

  private PlainCommandSide(Configuration configuration) {
    this.configuration = configuration;
    this.dispatch = new Dispatch(configuration.commandGateway());
  }

  /**
   * Starts aggregates over an engine.
   *
   * @param cachedAggregates how many aggregates' states are kept in memory, strongly
   */
  public static PlainCommandSide over(EventStorageEngine engine, int cachedAggregates) {
    Configuration configuration =
        Aggregates.over(new TextMetaDataEngine(engine), new BoundedCache(cachedAggregates));
    configuration.start();
    return new PlainCommandSide(configuration);
  }

  public Decisions decisions() {
    return this::decide;
  }

  private Outcome decide(Request request) {
    String commandId = Dispatch.commandId(request.context());
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        return Dispatch.answer(request.stream(), dispatch.send(request, commandId, Facts.NONE));
      } catch (ConcurrencyException e) {
        // Decided on what no longer stands: once more.
      }
    }
    throw Refusal.conflict(null, request.stream() + " is changing too fast at the moment.");
  }

  @Override
  public void close() {
    configuration.shutdown();
  }
}
