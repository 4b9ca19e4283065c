package io.minutebook.simulation;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What one thread of a made-up process waits for; only what comes first counts. */
final class Answer<T> {

  private boolean given;
  private @Nullable T value;
  private @Nullable RuntimeException failure;
  private @Nullable Thread waiting;

  void give(@Nullable T answer) {
    end(answer, null);
  }

  void fail(RuntimeException why) {
    end(null, why);
  }

  private void end(@Nullable T answer, @Nullable RuntimeException why) {
    if (!given) {
      given = true;
      value = answer;
      failure = why;
      LockSupport.unpark(waiting);
    }
  }

  boolean isGiven() {
    return given;
  }

  /** Waits for it; returns null only where null was given. */
  @Nullable T await() {
    waiting = Thread.currentThread();
    while (!given) {
      LockSupport.park(this);
    }
    if (failure != null) {
      throw failure;
    }
    return value;
  }
}
