package io.minutebook.standalone.journal;

/** Receives what was appended, in the order in which it was appended. */
@FunctionalInterface
public interface Replay {

  /**
   * One or several appended batches, one after the other: batches that shared a sync come as one.
   */
  void apply(byte[] batches);
}
