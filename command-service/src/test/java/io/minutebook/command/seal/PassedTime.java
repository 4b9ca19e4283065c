package io.minutebook.command.seal;

import io.minutebook.command.Timing;
import java.time.Duration;

/** A time that passes when it is told to, for one thread that works in it. */
final class PassedTime implements Timing {

  private long nanos;
  private boolean waiting;

  /** Lets so much time pass once the thread waits for it; returns when it waits again. */
  synchronized void pass(Duration duration) throws InterruptedException {
    awaitWaiting();
    waiting = false;
    nanos += duration.toNanos();
    notifyAll();
    awaitWaiting();
  }

  private synchronized void awaitWaiting() throws InterruptedException {
    while (!waiting) {
      wait();
    }
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public void pause(Duration duration) {
    throw new UnsupportedOperationException("nobody pauses here");
  }

  @Override
  public Thread start(String name, Runnable work) {
    return Thread.ofPlatform().name(name).daemon().start(work);
  }

  @Override
  public Bell bell() {
    return new Bell() {
      private boolean rung;

      @Override
      public void ring() {
        synchronized (PassedTime.this) {
          rung = true;
          PassedTime.this.notifyAll();
        }
      }

      @Override
      public void await(Duration atMost) throws InterruptedException {
        synchronized (PassedTime.this) {
          long until = nanos + atMost.toNanos();
          while (!rung && nanos < until) {
            waiting = true;
            PassedTime.this.notifyAll();
            PassedTime.this.wait();
          }
          waiting = false;
          rung = false;
        }
      }
    };
  }
}
