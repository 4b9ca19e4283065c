package io.minutebook.query.projection;

import java.time.Duration;

/**
 * How much is folded at a time.
 *
 * @param polls how often is polled, at least, if there is anything: the first poll brings what had
 *     come when the one before ended, and only the next what has come since
 * @param records how many records are read, if there are so many, before what they led to is
 *     written; every stream among them is written once
 * @param more how long more records are waited for once there are some
 * @param streams the states of how many streams are kept, so that they need not be read again
 * @param writes after how many of them, at the latest, the group's offsets are committed; what is
 *     read again after a crash is known by its version
 */
public record Pace(int polls, int records, Duration more, int streams, int writes) {

  /**
   * For following: whatever has come is written at once. A stream that is not kept is read, parsed
   * and made sure of again for each of its commits, which takes longer than all else.
   */
  public static final Pace FOLLOWING = new Pace(2, 1, Duration.ofMillis(2), 1_500, 50);

  /** For reading a long log. */
  public static final Pace BUILDING = new Pace(1, 10_000, Duration.ofMillis(50), 5_000, 1);

  /** Whether that is to be written now. */
  boolean isEnough(int polled, int read) {
    return polled >= polls && read >= records;
  }
}
