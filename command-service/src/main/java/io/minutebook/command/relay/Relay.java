package io.minutebook.command.relay;

import io.minutebook.command.eventstore.CommitStore;
import io.minutebook.log.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the commits of the store to the log: every one at least once, each stream in the order
 * of its versions. It works in a thread of its own, when it is woken and otherwise now and then. A
 * server that is away only delays it; being stopped anywhere only makes it publish something twice.
 * It keeps how far the log has acknowledged; when it finds the log shorter, it publishes everything
 * again.
 */
public final class Relay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final int BATCH = 500;
  private static final int PATIENCE_WITH_LOG = 10;
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);
  private static final Duration LONG_TO_ANSWER = Duration.ofSeconds(5);

  private final CommitStore store;
  private final KafkaProperties properties;
  private final RelayLease lease;
  private final Map<String, Object> producerSettings;
  private final Semaphore bell = new Semaphore(0);

  /** What was said of streams that cannot go on, so that it is said once. */
  private final Set<String> stuck = new HashSet<>();

  private volatile @Nullable String trouble;
  private volatile @Nullable Instant publishingSince;
  private volatile boolean closing;
  private @Nullable Producer<byte[], byte[]> producer;
  private boolean logIsChecked;
  private @Nullable Thread thread;

  /**
   * @throws IllegalArgumentException if a client setting would endanger order or durability
   */
  public Relay(CommitStore store, KafkaProperties properties, RelayLease lease) {
    this.store = store;
    this.properties = properties;
    this.lease = lease;
    this.producerSettings = ClientSettings.producer(properties);
  }

  /** Begins to work; waits for no server. */
  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().name("relay").start(this::work);
    }
  }

  /** Says that there is something to publish. May be called at any time by anyone. */
  public void wake() {
    if (bell.availablePermits() == 0) {
      bell.release();
    }
  }

  /** What hinders the relay now, for a person; empty if nothing does. */
  public Optional<String> trouble() {
    Instant since = publishingSince;
    if (since != null && since.plus(LONG_TO_ANSWER).isBefore(Instant.now())) {
      return Optional.of("Kafka has not answered since " + since);
    }
    return Optional.ofNullable(trouble);
  }

  /** Stops; what is not published by then is published after the next start. */
  @Override
  public synchronized void close() {
    closing = true;
    if (thread != null) {
      wake();
      try {
        if (!thread.join(PATIENCE_AT_CLOSE)) {
          thread.interrupt();
          thread.join();
        }
      } catch (InterruptedException e) {
        thread.interrupt();
        Thread.currentThread().interrupt();
      }
    }
  }

  private void work() {
    while (!closing) {
      try {
        if (lease.isHeld()) {
          publishAll();
        } else {
          // whoever holds it now may have published what this one's knowledge of the log has not
          logIsChecked = false;
        }
        if (trouble != null) {
          LOG.info("The relay goes on");
          trouble = null;
        }
        awaitBell();
      } catch (InterruptedException e) {
        break;
      } catch (ExecutionException e) {
        hindered(e.getCause() == null ? e : e.getCause());
      } catch (RuntimeException e) {
        hindered(e);
      }
    }
    discardProducer();
    giveUpLease();
  }

  private void giveUpLease() {
    try {
      lease.giveUp();
    } catch (RuntimeException e) {
      LOG.warn("Could not give up the relay's lease; it runs out by itself: {}", e.toString());
    }
  }

  private void awaitBell() throws InterruptedException {
    bell.tryAcquire(properties.sweep().toMillis(), TimeUnit.MILLISECONDS);
    bell.drainPermits();
  }

  private void hindered(Throwable why) {
    discardProducer();
    publishingSince = null;
    logIsChecked = false;
    if (closing) {
      return;
    }
    String said = String.valueOf(why);
    if (trouble == null) {
      LOG.warn("The relay is hindered and will try again: {}", said);
    }
    trouble = said;
    try {
      TimeUnit.MILLISECONDS.sleep(properties.sweep().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publishAll() throws InterruptedException, ExecutionException {
    if (!logIsChecked) {
      EventTopic.ensure(properties);
      if (!reachesAsFarAsItDid()) {
        LOG.error(
            "The topic {} has lost records that it had acknowledged; publishing everything again",
            properties.topic());
        store.publishAgain(properties.topic());
      }
      logIsChecked = true;
    }
    boolean more = true;
    while (more && !closing && lease.isHeld()) {
      List<Commit> pending = store.pending(BATCH);
      more = !pending.isEmpty() && !publish(pending).isEmpty();
    }
  }

  /** Whether the log still holds all that it has acknowledged, as far as its length tells. */
  private boolean reachesAsFarAsItDid() throws InterruptedException, ExecutionException {
    Map<Integer, Long> before = store.logEnds(properties.topic());
    for (int attempt = 0; attempt < PATIENCE_WITH_LOG; attempt++) {
      Map<Integer, Long> now = EventTopic.ends(properties);
      if (before.entrySet().stream()
          .allMatch(end -> now.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
        return true;
      }
      // right after an election a broker may not know yet how far its log reaches
      TimeUnit.MILLISECONDS.sleep(properties.sweep().toMillis());
    }
    return false;
  }

  private List<Commit> publish(List<Commit> pending)
      throws InterruptedException, ExecutionException {
    Publication publication = new Publication(producer(), properties.topic());
    publishingSince = Instant.now();
    List<Commit> acknowledged = publication.publish(pending);
    publishingSince = null;
    store.logReached(properties.topic(), publication.ends());
    store.published(acknowledged);
    for (Commit commit : publication.unpublishable()) {
      if (stuck.add(commit.toString())) {
        LOG.error("{} cannot be published: not an event, or too large; its stream waits", commit);
      }
    }
    Exception failure = publication.failure();
    if (failure != null) {
      throw new ExecutionException(failure);
    }
    return acknowledged;
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> current = producer;
    if (current == null) {
      current =
          new KafkaProducer<>(
              producerSettings, new ByteArraySerializer(), new ByteArraySerializer());
      producer = current;
    }
    return current;
  }

  private void discardProducer() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }
}
