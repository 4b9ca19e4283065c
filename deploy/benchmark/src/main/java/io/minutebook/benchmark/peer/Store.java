package io.minutebook.benchmark.peer;

import io.minutebook.command.Decisions;

/** Somewhere where commands are decided and their events stored, fresh and empty. */
public interface Store extends AutoCloseable {

  Decisions decisions();

  /**
   * Waits until what is done after an acknowledgement is done, too.
   *
   * @return what was left to do and how long that took
   */
  default Backlog settle() throws InterruptedException {
    return Backlog.NONE;
  }

  /** How many commits it holds, or events where it knows no commits; asked of the store itself. */
  long stored();

  /** Ends it and removes what it has stored. */
  @Override
  void close();
}
