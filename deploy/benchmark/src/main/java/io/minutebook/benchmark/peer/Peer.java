package io.minutebook.benchmark.peer;

import io.minutebook.benchmark.load.Work;

/** A store, fresh and empty, that is to be put under load. */
public interface Peer extends Work, AutoCloseable {

  /** Begins the minutes of as many meetings as the workload has, before the load. */
  void begin();

  /** How many senders get the most out of it, where so many are asked for. */
  default int senders(int asked) {
    return asked;
  }

  /**
   * Waits until what it does after an acknowledgement is done, too.
   *
   * @return what was left to do and how long that took
   */
  default Backlog settle() throws InterruptedException {
    return Backlog.NONE;
  }

  /** How many commits it really holds, asked of the store itself. */
  long stored();

  /** Ends it and removes what it has stored. */
  @Override
  void close();
}
