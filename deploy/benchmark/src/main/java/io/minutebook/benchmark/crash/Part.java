package io.minutebook.benchmark.crash;

import io.minutebook.benchmark.process.ChildProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A part of Minutebook in a process of its own that is started again whenever it has ended, as an
 * operator's supervisor does.
 */
final class Part implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(300);

  /** Starts its process and waits for nothing. */
  @FunctionalInterface
  interface Starter {
    ChildProcess start() throws IOException;
  }

  /** What a part is doing. */
  enum State {
    DOWN,
    STARTING,
    UP
  }

  private final String name;
  private final Starter starter;
  private final Runnable onUp;
  private final Durations starts = new Durations();
  private final AtomicLong failedStarts = new AtomicLong();
  private final AtomicLong ownEnds = new AtomicLong();
  private volatile State state = State.DOWN;
  private volatile Duration pause = Duration.ZERO;
  private volatile boolean closing;
  private volatile String lastFailure = "";
  private @Nullable ChildProcess process;
  private @Nullable Thread supervisor;

  /**
   * @param onUp told each time that it is ready
   */
  Part(String name, Starter starter, Runnable onUp) {
    this.name = name;
    this.starter = starter;
    this.onUp = onUp;
  }

  String name() {
    return name;
  }

  State state() {
    return state;
  }

  /** How long it took until it was ready. */
  Durations starts() {
    return starts;
  }

  /** How often it ended by itself before it was ready: what it needs was not there. */
  long failedStarts() {
    return failedStarts.get();
  }

  /** How often it ended by itself when it had been ready: never, if all is well. */
  long ownEnds() {
    return ownEnds.get();
  }

  String lastFailure() {
    return lastFailure;
  }

  /** Starts it without a supervisor; to be ended by the caller. */
  ChildProcess startOnce() throws IOException, InterruptedException {
    ChildProcess once = starter.start();
    try {
      return once.awaitReady(LONGEST_START);
    } catch (IOException | InterruptedException e) {
      once.kill();
      throw e;
    }
  }

  /** Has it run from now on. */
  synchronized void run() {
    supervisor = Thread.ofPlatform().name("supervisor of " + name).daemon().start(this::supervise);
  }

  /**
   * SIGKILL, whether or not it is ready.
   *
   * @param down how long until it is started again
   * @return whether there was a process
   */
  synchronized boolean kill(Duration down) {
    ChildProcess current = process;
    if (current == null || !current.isAlive()) {
      return false;
    }
    pause = down;
    state = State.DOWN;
    current.kill();
    return true;
  }

  boolean isAlive() {
    ChildProcess current = current();
    return current != null && current.isAlive();
  }

  private synchronized @Nullable ChildProcess current() {
    return process;
  }

  private synchronized @Nullable ChildProcess begin() throws IOException {
    if (closing) {
      return null;
    }
    ChildProcess begun = starter.start();
    state = State.STARTING;
    process = begun;
    return begun;
  }

  private void supervise() {
    try {
      while (!closing) {
        Thread.sleep(pause);
        pause = PAUSE_AFTER_FAILURE;
        runOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runOnce() throws InterruptedException {
    try {
      ChildProcess begun = begin();
      if (begun == null) {
        return;
      }
      long begin = System.nanoTime();
      begun.awaitReady(LONGEST_START);
      starts.add(Duration.ofNanos(System.nanoTime() - begin));
      up(begun);
      int exitCode = begun.awaitEnd();
      endedWith(exitCode);
    } catch (IOException e) {
      failed(e);
    }
    state = State.DOWN;
  }

  private synchronized void up(ChildProcess begun) {
    if (begun.isAlive()) {
      state = State.UP;
      onUp.run();
    }
  }

  private synchronized void endedWith(int exitCode) {
    if (state == State.UP && !closing) {
      ownEnds.incrementAndGet();
      lastFailure = "ended by itself with exit code " + exitCode;
    }
  }

  private synchronized void failed(IOException e) {
    ChildProcess current = process;
    // a kill while it starts is no failure of its own
    if (state != State.DOWN && !closing) {
      failedStarts.incrementAndGet();
      lastFailure = String.valueOf(e.getMessage());
    }
    if (current != null) {
      current.kill();
    }
  }

  @Override
  public synchronized void close() {
    closing = true;
    if (process != null) {
      process.kill();
    }
    if (supervisor != null) {
      supervisor.interrupt();
    }
  }
}
