package io.minutebook.benchmark.load;

/** What is asked of the thing under load, again and again, by several threads at once. */
@FunctionalInterface
public interface Work {

  /**
   * Does it once and returns when it is acknowledged.
   *
   * @param number counts the calls, from 0; no two calls have the same
   * @return how much was done: 1, or the size of a batch
   */
  int once(long number);
}
