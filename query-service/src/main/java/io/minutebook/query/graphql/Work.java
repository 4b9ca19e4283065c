package io.minutebook.query.graphql;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that work for one request, so that they can be told to stop. Tasks that one of them
 * hands to the executor work for it as well.
 */
final class Work {

  /** For which request a thread works. */
  private static final ThreadLocal<@Nullable Work> CURRENT = new ThreadLocal<>();

  private final AtomicInteger working;
  private final Set<Thread> threads = new HashSet<>();
  private Runnable cancellation = () -> {};
  private boolean stopped;
  private boolean done;

  /**
   * @param working how many threads work for any request
   */
  Work(AtomicInteger working) {
    this.working = working;
  }

  /** The task as it is to be done by another thread for the request of this one, if it has one. */
  static Runnable carried(Runnable task) {
    Work work = CURRENT.get();
    return work == null ? task : () -> work.run(task);
  }

  /**
   * Does something for this request. A thread that comes when it has been stopped is interrupted.
   */
  void run(Runnable task) {
    Work before = CURRENT.get();
    if (before == this) {
      task.run();
      return;
    }
    CURRENT.set(this);
    enter(Thread.currentThread());
    try {
      task.run();
    } finally {
      leave(Thread.currentThread());
      CURRENT.set(before);
    }
  }

  private synchronized void enter(Thread thread) {
    threads.add(thread);
    working.incrementAndGet();
    if (stopped) {
      thread.interrupt();
    }
  }

  /** The thread may go on with other work: an interruption was not meant for that. */
  private synchronized void leave(Thread thread) {
    threads.remove(thread);
    working.decrementAndGet();
    if (stopped) {
      Thread.interrupted();
    }
  }

  /** How the engine is told to begin no further field. */
  synchronized void cancelledBy(Runnable cancellation) {
    this.cancellation = cancellation;
  }

  /**
   * Interrupts whoever works for this request: waiting for a database or for a version ends at
   * once.
   */
  synchronized void stop() {
    if (!stopped && !done) {
      stopped = true;
      cancellation.run();
      threads.forEach(Thread::interrupt);
    }
  }

  /** It is answered, or a subscription has begun: whatever goes on now may go on. */
  synchronized void done() {
    done = true;
  }

  synchronized boolean isStopped() {
    return stopped;
  }
}
