package io.minutebook.query.audit;

/** Told how far long work has come. */
@FunctionalInterface
public interface Progress {

  /** Nobody wants to know. */
  Progress NONE = (step, done, total) -> {};

  /**
   * Work has come so far.
   *
   * @param step what is being done, for a person
   * @param done from 0 to {@code total}
   */
  void reached(String step, long done, long total);
}
