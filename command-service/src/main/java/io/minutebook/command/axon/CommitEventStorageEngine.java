package io.minutebook.command.axon;

import io.minutebook.command.eventstore.AppendResult;
import io.minutebook.command.eventstore.CommitStore;
import io.minutebook.event.Event;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.RecordedEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Axon's store over the commit store: the events of one unit of work are one commit of one stream.
 * Axon's serializers and upcasters take no part. Nothing can track it: what happened is read from
 * Kafka.
 */
final class CommitEventStorageEngine implements EventStorageEngine {

  private static final String APPENDED = "minutebook.appended";
  private static final int MOST_HEADS = 10_000;

  private final CommitStore store;
  private final EventCodec codec;
  private final Clock clock;
  private final Consumer<Commit> appended;

  /** The heads of streams appended to last; one counts only while the next version follows it. */
  private final Map<String, Head> heads =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Head> eldest) {
          return size() > MOST_HEADS;
        }
      };

  /**
   * @param appended is told of each commit that was stored, and must return at once
   */
  CommitEventStorageEngine(
      CommitStore store, EventCodec codec, Clock clock, Consumer<Commit> appended) {
    this.store = store;
    this.codec = codec;
    this.clock = clock;
    this.appended = appended;
  }

  /**
   * Stores the events as one commit.
   *
   * @throws AlreadyDecided if the stream holds a commit of this command
   * @throws ConcurrencyException if the stream has gone on since the events were decided
   * @throws IllegalArgumentException if they are of several streams or have a gap
   */
  @Override
  public void appendEvents(List<? extends EventMessage<?>> messages) {
    if (messages.isEmpty()) {
      return;
    }
    checkOncePerUnitOfWork();
    List<DomainEventMessage<?>> events = new ArrayList<>();
    for (EventMessage<?> message : messages) {
      events.add(domainEvent(message, events));
    }
    DomainEventMessage<?> first = events.getFirst();
    String stream = first.getAggregateIdentifier();
    CommitContext context = CommitContext.in(first.getMetaData());
    Head head = headBefore(stream, first.getSequenceNumber());
    List<byte[]> bytes = new ArrayList<>();
    for (DomainEventMessage<?> event : events) {
      bytes.add(
          codec.encode((Event) event.getPayload(), CommitContext.in(event.getMetaData()).meta()));
    }
    Commit commit =
        Commit.following(
            head,
            stream,
            context.commandId(),
            context.fingerprint(),
            clock.instant(),
            context.occurredAt(),
            bytes);
    append(commit);
  }

  private void append(Commit commit) {
    switch (store.append(commit)) {
      case AppendResult.Appended ignored -> {
        remember(commit.head());
        appended.accept(commit);
      }
      case AppendResult.Stale ignored -> {
        forget(commit.stream());
        throw new ConcurrencyException(commit.stream() + " has gone on meanwhile");
      }
      case AppendResult.DuplicateCommand duplicate -> {
        forget(commit.stream());
        throw new AlreadyDecided(duplicate.first());
      }
    }
  }

  private static void checkOncePerUnitOfWork() {
    if (CurrentUnitOfWork.isStarted()) {
      Map<String, Object> resources = CurrentUnitOfWork.get().root().resources();
      if (resources.putIfAbsent(APPENDED, true) != null) {
        throw new IllegalStateException("a unit of work is one commit, and this one has its own");
      }
    }
  }

  private static DomainEventMessage<?> domainEvent(
      EventMessage<?> message, List<DomainEventMessage<?>> before) {
    if (!(message instanceof DomainEventMessage<?> event)
        || !(event.getPayload() instanceof Event)) {
      throw new IllegalArgumentException("only the events of aggregates are stored");
    }
    if (!before.isEmpty()) {
      DomainEventMessage<?> previous = before.getLast();
      if (!previous.getAggregateIdentifier().equals(event.getAggregateIdentifier())) {
        throw new IllegalArgumentException(
            "a commit is of one stream, not of "
                + previous.getAggregateIdentifier()
                + " and "
                + event.getAggregateIdentifier());
      }
      if (event.getSequenceNumber() != previous.getSequenceNumber() + 1) {
        throw new IllegalArgumentException(
            "after version "
                + previous.getSequenceNumber()
                + " of "
                + event.getAggregateIdentifier()
                + " comes the next, not "
                + event.getSequenceNumber());
      }
    }
    return event;
  }

  private @Nullable Head headBefore(String stream, long version) {
    if (version == 0) {
      return null;
    }
    Head known = known(stream);
    if (known != null && known.version() == version - 1) {
      return known;
    }
    Head head = store.head(stream).orElse(null);
    if (head == null || head.version() != version - 1) {
      throw new ConcurrencyException(stream + " is not at version " + (version - 1));
    }
    return head;
  }

  private synchronized @Nullable Head known(String stream) {
    return heads.get(stream);
  }

  private synchronized void remember(Head head) {
    heads.put(head.stream(), head);
  }

  private synchronized void forget(String stream) {
    heads.remove(stream);
  }

  @Override
  public DomainEventStream readEvents(String stream, long firstVersion) {
    List<Commit> commits = store.load(stream, firstVersion);
    if (commits.isEmpty()) {
      return DomainEventStream.empty();
    }
    remember(commits.getLast().head());
    return DomainEventStream.of(
        commits.stream()
            .flatMap(commit -> codec.recorded(commit).stream())
            .filter(event -> event.version() >= firstVersion)
            .map(CommitEventStorageEngine::message),
        () -> commits.getLast().lastVersion());
  }

  private static DomainEventMessage<?> message(RecordedEvent event) {
    return new GenericDomainEventMessage<>(
        "",
        event.stream(),
        event.version(),
        event.event(),
        MetaData.emptyInstance(),
        event.stream() + "@" + event.version(),
        event.at());
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String stream) {
    return store.head(stream).map(Head::version);
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    throw new IllegalStateException("there are no snapshots: a meeting's stream is short");
  }

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
    return Optional.empty();
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      TrackingToken trackingToken, boolean mayBlock) {
    throw untracked();
  }

  // Axon would take the beginning for granted; the other tokens it refuses by itself.
  @Override
  public TrackingToken createTailToken() {
    throw untracked();
  }

  private static IllegalStateException untracked() {
    return new IllegalStateException("nothing tracks the command side: read the log");
  }
}
