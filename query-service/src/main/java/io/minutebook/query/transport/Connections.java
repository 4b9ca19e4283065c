package io.minutebook.query.transport;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * All connections that stay open: one clock for all of them. Each is looked after in a virtual
 * thread of its own, so that a client that does not read holds up no other.
 */
@Component
class Connections implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final long TICK_MILLIS = 250;
  private static final long PATIENCE_SECONDS = 5;

  private final ConnectionSettings settings;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final Set<Connection> busy = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("connection-", 0).factory());
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("connections").daemon().factory());
  private volatile boolean running;

  Connections(ConnectionSettings settings) {
    this.settings = settings;
  }

  /** Whether one more may be opened. */
  boolean hasRoom() {
    return running && open.size() < settings.most();
  }

  void add(Connection connection) {
    open.add(connection);
    if (!running) {
      connection.goAway();
    }
  }

  void remove(Connection connection) {
    open.remove(connection);
  }

  /** Lets an operation of a connection go on by itself. */
  void execute(Runnable task) {
    threads.execute(task);
  }

  private void tick() {
    Instant now = Instant.now();
    for (Connection connection : open) {
      if (busy.add(connection)) {
        execute(() -> look(connection, now));
      }
    }
  }

  private void look(Connection connection, Instant now) {
    try {
      connection.look(now);
    } catch (RuntimeException e) {
      LOG.debug("A connection could not be looked after", e);
    } finally {
      busy.remove(connection);
    }
  }

  @Override
  public void start() {
    running = true;
    var _ =
        clock.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Before the web server waits for its requests to end: these would not end by themselves. */
  @Override
  public void stop() {
    running = false;
    clock.shutdownNow();
    open.forEach(connection -> execute(connection::goAway));
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.info("Some clients do not take notice that this instance stops");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Started last and stopped first. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
