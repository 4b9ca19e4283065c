package io.minutebook.benchmark.peer;

import io.minutebook.benchmark.load.Work;

/** Something fresh and empty that is to be put under load. */
public interface Peer extends Work, AutoCloseable {

  /** Begins the minutes of as many meetings as the workload has, before the load. */
  void begin();

  /** How many senders get the most out of it, where so many are asked for. */
  default int senders(int asked) {
    return asked;
  }

  /** See {@link Store#settle}. */
  default Backlog settle() throws InterruptedException {
    return Backlog.NONE;
  }

  /** How many it really holds of what {@link #once} counts, and of what was there before. */
  long stored();

  /** Ends it and removes what it has stored. */
  @Override
  void close();
}
