package io.minutebook.command.axon;

import io.minutebook.command.Decisions;
import io.minutebook.command.Refusal;
import io.minutebook.command.Request;
import io.minutebook.command.eventstore.CommitStore;
import io.minutebook.command.eventstore.StoredMinutes;
import io.minutebook.command.meeting.Facts;
import io.minutebook.event.Event;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;

/**
 * The command side with everything but Axon: the decisions, the aggregates with their deciders and
 * the storage engine are the real ones; what Axon's repository does between them is done here by
 * hand, because to start Axon takes longer than a whole run. One command of a stream at a time; the
 * state is taken from the cache or else folded; a state on which an append failed is evicted.
 */
public final class SerialCommandSide {

  private static final EventCodec CODEC = new EventCodec();

  private final CommitEventStorageEngine engine;
  private final Cache cache;
  private final Watcher watcher;
  private final Decisions decisions;
  private final Map<String, ReentrantLock> locks = new HashMap<>();

  /** Is told, by the thread that decides, how far a decision is. */
  public interface Watcher {

    void decidedOn(long version);

    void appending(boolean now);
  }

  /**
   * What an aggregate says of a request.
   *
   * @param applies whether there is something to store
   * @param refused what kind of refusal it is; null if it is none
   */
  public record Ruling(boolean applies, Refusal.@Nullable Kind refused) {}

  /**
   * @param cache holds the aggregates; which forget when, is for it to say
   */
  public SerialCommandSide(
      CommitStore store, Clock clock, Cache cache, Consumer<Commit> appended, Watcher watcher) {
    this.engine = new CommitEventStorageEngine(store, CODEC, clock, appended);
    this.cache = cache;
    this.watcher = watcher;
    FactsReader facts = new FactsReader(new StoredMinutes(store, CODEC, 16));
    this.decisions = new AxonDecisions(new SerialGateway(this::decide), store, cache, CODEC, facts);
  }

  /** A cache as the real command side has one. */
  public static Cache cache(int capacity) {
    return new BoundedCache(capacity);
  }

  public Decisions decisions() {
    return decisions;
  }

  /** What is to be said of a request on a stream with these events, from its first on. */
  public static Ruling ruling(List<Event> events, Request request) {
    SerialAggregate aggregate = SerialAggregate.of(request.stream());
    events.forEach(aggregate::on);
    Decide message =
        request instanceof Request.ForSeries series
            ? new Decide.OnSeries(series.stream(), series, "")
            : new Decide.OnMeeting(request.stream(), request, "", Facts.NONE);
    return switch (aggregate.handle(message)) {
      case Verdict.Refused refused -> new Ruling(false, refused.refusal().kind());
      case Verdict.Unchanged ignored -> new Ruling(false, null);
      case Verdict.Applied ignored -> new Ruling(true, null);
    };
  }

  private Verdict decide(Decide message) {
    String stream = message.stream();
    ReentrantLock lock = lock(stream);
    lock.lock();
    try {
      SerialAggregate aggregate = cache.get(stream);
      if (aggregate == null) {
        aggregate = loaded(stream);
      }
      watcher.decidedOn(aggregate.version());
      Verdict verdict = aggregate.handle(message);
      List<DomainEventMessage<?>> applied = aggregate.applied();
      if (!applied.isEmpty()) {
        append(stream, applied);
      }
      cache.put(stream, aggregate);
      return verdict;
    } finally {
      lock.unlock();
    }
  }

  private void append(String stream, List<DomainEventMessage<?>> applied) {
    watcher.appending(true);
    try {
      engine.appendEvents(applied);
    } catch (RuntimeException e) {
      cache.remove(stream);
      throw e;
    } finally {
      watcher.appending(false);
    }
  }

  private synchronized ReentrantLock lock(String stream) {
    return locks.computeIfAbsent(stream, name -> new ReentrantLock());
  }

  private SerialAggregate loaded(String stream) {
    SerialAggregate aggregate = SerialAggregate.of(stream);
    DomainEventStream events = engine.readEvents(stream, 0);
    while (events.hasNext()) {
      aggregate.on((Event) events.next().getPayload());
    }
    return aggregate;
  }
}
