package io.minutebook.query.projection;

import io.minutebook.query.view.HeadsListener;
import io.minutebook.query.view.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the views up with the log, in a thread of its own, from {@link #start} to {@link #stop}.
 * While a server cannot be reached it tries again; nothing is lost by that.
 */
public final class Projection {

  private static final Logger LOG = LoggerFactory.getLogger(Projection.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ProjectionStatus NOT_YET =
      new ProjectionStatus(false, "waiting for partitions", 0, 0, List.of());

  private final Source source;
  private final Views views;
  private final Clock clock;
  private final HeadsListener listener;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicReference<@Nullable KafkaConsumer<byte @Nullable [], byte @Nullable []>>
      current = new AtomicReference<>();
  private volatile ProjectionStatus status = NOT_YET;
  private final Thread thread = Thread.ofPlatform().name("projection").unstarted(this::run);

  /**
   * Which log is followed.
   *
   * @param group the name under which the position in the log is kept
   * @param instance this process's own name in the group, if it has one that outlives it
   */
  public record Source(
      String bootstrapServers, String topic, String group, @Nullable String instance) {

    public Source(String bootstrapServers, String topic, String group) {
      this(bootstrapServers, topic, group, null);
    }
  }

  public Projection(Source source, Views views, Clock clock) {
    this(source, views, clock, HeadsListener.NONE);
  }

  /**
   * @param listener is told of what was written
   */
  public Projection(Source source, Views views, Clock clock, HeadsListener listener) {
    this.source = source;
    this.views = views;
    this.clock = clock;
    this.listener = listener;
  }

  public void start() {
    thread.start();
  }

  /** Stops after the batch that is in work and returns once the thread has ended. */
  public void stop() {
    stopping.countDown();
    KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer = current.get();
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      if (!thread.join(PATIENCE)) {
        LOG.warn("The projection has not ended within {} s", PATIENCE.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public boolean isRunning() {
    return thread.isAlive() && !isStopping();
  }

  public ProjectionStatus status() {
    return status;
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void run() {
    while (!isStopping()) {
      try {
        follow();
      } catch (RuntimeException e) {
        fail(e);
      }
    }
    status = status.halted("stopped");
  }

  private void follow() {
    try (KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer = consumer()) {
      current.set(consumer);
      ProjectionLoop loop =
          new ProjectionLoop(
              consumer, source.topic(), new MongoViewStore(views, listener), clock, Succession::of);
      loop.subscribe();
      while (!isStopping()) {
        loop.pollOnce();
        report(loop);
      }
    } catch (WakeupException e) {
      if (!isStopping()) {
        throw e;
      }
    } finally {
      current.set(null);
    }
  }

  private void report(ProjectionLoop loop) {
    status =
        loop.isAssigned()
            ? new ProjectionStatus(true, null, loop.lag(), loop.unreadable(), views.parked().all())
            : NOT_YET;
  }

  private void fail(RuntimeException e) {
    String problem = e.getClass().getSimpleName() + ": " + e.getMessage();
    if (!problem.equals(status.problem())) {
      LOG.error("The views cannot be kept up with the log; trying again until they can", e);
    }
    status = status.halted(problem);
    try {
      boolean ending = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debug("{}", ending ? "Ending" : "Trying again");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }

  private KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer() {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                source.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                source.group(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2000,
                // a topic that is made after us is found soon
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                2000,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName()));
    if (source.instance() != null) {
      settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, source.instance());
    }
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
