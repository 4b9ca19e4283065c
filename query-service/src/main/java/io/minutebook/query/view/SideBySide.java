package io.minutebook.query.view;

import com.mongodb.MongoInterruptedException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Work in several parts that do not need each other: while one waits for the database, another
 * makes something of what it got. Once closed none of them goes on, so that a query that is given
 * up stops all of its work.
 */
public final class SideBySide implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Begins one part.
   *
   * @return waits for what came of it; throws what that threw, and {@link
   *     MongoInterruptedException} if the waiting thread is interrupted
   */
  public <T> Supplier<T> begin(Callable<T> part) {
    Future<T> working = threads.submit(part);
    return () -> result(working);
  }

  private static <T> T result(Future<T> working) {
    try {
      return working.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MongoInterruptedException("interrupted while others were at work", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException problem -> throw problem;
        case Error problem -> throw problem;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
