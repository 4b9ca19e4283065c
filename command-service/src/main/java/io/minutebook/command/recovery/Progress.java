package io.minutebook.command.recovery;

/** Told how far long work has come. */
@FunctionalInterface
public interface Progress {

  /** Nobody wants to know. */
  Progress NONE = (step, done, total) -> {};

  /**
   * Work has come so far.
   *
   * @param step what is being done, for a person
   * @param done from 0 to {@code total}, as far as that is known
   */
  void reached(String step, long done, long total);
}
