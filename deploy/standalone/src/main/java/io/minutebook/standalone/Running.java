package io.minutebook.standalone;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts that are running. Parts are started in groups, side by side within a group; they are
 * stopped group by group in the opposite order.
 */
final class Running implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Running.class);

  private final Deque<List<AutoCloseable>> groups = new ArrayDeque<>();

  /**
   * Starts parts side by side; if one fails, the failure is thrown once the others have settled.
   */
  void start(List<Callable<? extends AutoCloseable>> parts) throws Exception {
    List<AutoCloseable> started = new ArrayList<>();
    groups.push(started);
    Exception failure = null;
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      List<Future<? extends AutoCloseable>> starting = new ArrayList<>();
      for (Callable<? extends AutoCloseable> part : parts) {
        starting.add(threads.submit(part));
      }
      for (Future<? extends AutoCloseable> part : starting) {
        try {
          started.add(part.get());
        } catch (ExecutionException e) {
          failure = e.getCause() instanceof Exception cause ? cause : e;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    while (!groups.isEmpty()) {
      try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
        for (AutoCloseable part : groups.pop()) {
          threads.execute(() -> stop(part));
        }
      }
    }
  }

  private static void stop(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      log.warn("{} did not stop cleanly", part, e);
    }
  }
}
