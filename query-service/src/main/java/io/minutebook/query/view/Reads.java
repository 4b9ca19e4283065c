package io.minutebook.query.view;

import com.mongodb.MongoInterruptedException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Reads for one answer that do not need each other, side by side: while one waits for the database,
 * another makes something of what it got. Once closed none of them goes on, so that a query that is
 * given up stops all of its work.
 */
public final class Reads implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Begins to read.
   *
   * @return waits for what was read; throws what the reading threw, and {@link
   *     MongoInterruptedException} if the waiting thread is interrupted
   */
  public <T> Supplier<T> begin(Callable<T> read) {
    Future<T> reading = threads.submit(read);
    return () -> result(reading);
  }

  private static <T> T result(Future<T> reading) {
    try {
      return reading.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MongoInterruptedException("interrupted while others were reading", e);
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
