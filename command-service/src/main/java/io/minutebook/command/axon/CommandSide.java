package io.minutebook.command.axon;

import io.minutebook.command.Decisions;
import io.minutebook.command.Proposals;
import io.minutebook.command.eventstore.CommitStore;
import io.minutebook.command.eventstore.StoredMinutes;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import java.time.Clock;
import java.util.function.Consumer;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.Configuration;

/** Axon, set up over a commit store: two kinds of aggregates and the way to them. */
public final class CommandSide implements AutoCloseable {

  private final Configuration configuration;
  private final Decisions decisions;
  private final Proposals proposals;

  private CommandSide(Configuration configuration, Decisions decisions, Proposals proposals) {
    this.configuration = configuration;
    this.decisions = decisions;
    this.proposals = proposals;
  }

  /**
   * Starts the command side.
   *
   * @param cachedAggregates how many aggregates' states are kept in memory, of each kind
   * @param appended is told of each commit that was stored, durably, those of a stream in their
   *     order, and must return at once
   */
  public static CommandSide start(
      CommitStore store, Clock clock, int cachedAggregates, Consumer<Commit> appended) {
    EventCodec codec = new EventCodec();
    Cache cache = new BoundedCache(cachedAggregates);
    Configuration configuration =
        Aggregates.over(new CommitEventStorageEngine(store, codec, clock, appended), cache);
    configuration.start();
    FactsReader facts = new FactsReader(new StoredMinutes(store, codec, cachedAggregates));
    return new CommandSide(
        configuration,
        new AxonDecisions(configuration.commandGateway(), store, cache, codec, facts),
        new StoredProposals(store, facts));
  }

  public Decisions decisions() {
    return decisions;
  }

  public Proposals proposals() {
    return proposals;
  }

  @Override
  public void close() {
    configuration.shutdown();
  }
}
