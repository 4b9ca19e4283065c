package io.minutebook.query.projection;

import io.minutebook.query.view.HeadsListener;
import io.minutebook.query.view.NotReady;
import io.minutebook.query.view.Views;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
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

  /** How often it is looked how far the views are, and what is parked. */
  private static final Duration LOOK = Duration.ofMillis(500);

  /**
   * How often is written at most. A batch costs the database almost as much as all that is in it,
   * so that under load many small ones make everything wait for longer than this.
   */
  private static final Duration AT_MOST_EVERY = Duration.ofMillis(25);

  private final Source source;
  private final Views views;
  private final Clock clock;
  private final LogConsumers consumers;
  private final ProjectionListener listener;
  private final HeadsListener heads;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicReference<@Nullable KafkaConsumer<byte @Nullable [], byte @Nullable []>>
      current = new AtomicReference<>();
  private volatile ProjectionStatus status = ProjectionStatus.NOT_YET;
  private volatile @Nullable Instant recorded;
  private final Thread thread = Thread.ofPlatform().name("projection").unstarted(this::run);

  /**
   * Which log is followed.
   *
   * @param group the name under which the position in the log is kept; generations after the first
   *     add their number to it
   * @param instance this process's own name in the group, if it has one that outlives it
   */
  public record Source(
      String bootstrapServers, String topic, String group, @Nullable String instance) {

    public Source(String bootstrapServers, String topic, String group) {
      this(bootstrapServers, topic, group, null);
    }
  }

  public Projection(Source source, Views views, Clock clock) {
    this(source, views, clock, ProjectionListener.NONE, HeadsListener.NONE);
  }

  /**
   * @param listener is told what is written, in the projection's thread
   * @param heads is told how far streams were followed then
   */
  public Projection(
      Source source, Views views, Clock clock, ProjectionListener listener, HeadsListener heads) {
    this.source = source;
    this.views = views;
    this.clock = clock;
    this.consumers = new LogConsumers(source);
    this.listener = listener;
    this.heads = heads;
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
      } catch (NotReady e) {
        await(e.getMessage());
      } catch (RuntimeException e) {
        fail(e);
      }
    }
    become(status.halted("stopped"));
  }

  /** Follows the generation that answers, until another one does. */
  private void follow() {
    Views followed = views.current();
    KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer =
        consumers.following(followed.generation());
    try {
      current.set(consumer);
      ProjectionLoop loop =
          new ProjectionLoop(
              consumer,
              source.topic(),
              new MongoViewStore(followed, heads),
              clock,
              Succession::of,
              Pace.FOLLOWING,
              this::wrote);
      loop.subscribe();
      LOG.info("Following the log for the views of generation {}", followed.generation().number());
      long looked = System.nanoTime() - LOOK.toNanos();
      while (!isStopping() && followed.generation().equals(views.generation())) {
        long began = System.nanoTime();
        if (loop.pollOnce() > 0) {
          rest(began);
        }
        if (System.nanoTime() - looked >= LOOK.toNanos()) {
          looked = System.nanoTime();
          loop.retry();
          report(loop, followed);
        }
      }
    } catch (WakeupException e) {
      if (!isStopping()) {
        throw e;
      }
    } finally {
      current.set(null);
      LogConsumers.leave(consumer);
    }
  }

  /** Waits a little if the batch was written sooner than that. */
  private void rest(long began) {
    long left = AT_MOST_EVERY.toNanos() - (System.nanoTime() - began);
    if (left > 0) {
      LockSupport.parkNanos(left);
    }
  }

  private void wrote(ProjectionListener.Batch batch) {
    Instant newest = recorded;
    for (Instant each : batch.recorded()) {
      newest = newest == null || each.isAfter(newest) ? each : newest;
    }
    recorded = newest;
    listener.followed(batch);
  }

  private void report(ProjectionLoop loop, Views followed) {
    become(
        loop.isAssigned()
            ? new ProjectionStatus(
                true,
                null,
                followed.generation().number(),
                loop.lags(),
                recorded,
                loop.unreadable(),
                followed.parked().all())
            : ProjectionStatus.NOT_YET);
  }

  private void become(ProjectionStatus now) {
    status = now;
    listener.reached(now);
  }

  private void fail(RuntimeException e) {
    String problem = e.getClass().getSimpleName() + ": " + e.getMessage();
    if (!problem.equals(status.problem())) {
      LOG.error("The views cannot be kept up with the log; trying again until they can", e);
    }
    await(problem);
  }

  private void await(@Nullable String problem) {
    become(status.halted(String.valueOf(problem)));
    try {
      boolean ending = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debug("{}", ending ? "Ending" : "Trying again");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }
}
