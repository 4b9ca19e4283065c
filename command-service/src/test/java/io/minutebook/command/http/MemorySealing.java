package io.minutebook.command.http;

import io.minutebook.command.Sealing;
import java.time.Duration;

/** Answers what it is told to. */
final class MemorySealing implements Sealing {

  private volatile Outcome next = new NoKey();

  void answers(Outcome outcome) {
    next = outcome;
  }

  @Override
  public Outcome seal(Duration atMost) {
    return next;
  }
}
