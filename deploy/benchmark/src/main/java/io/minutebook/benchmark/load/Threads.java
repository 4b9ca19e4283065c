package io.minutebook.benchmark.load;

/** What kind of thread a sender is. */
public enum Threads {
  VIRTUAL,
  PLATFORM;

  Thread.Builder builder() {
    return this == VIRTUAL ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
  }
}
