package io.minutebook.query.projection;

/**
 * How much is folded at a time.
 *
 * @param records how many records are read, if there are so many, before what they led to is
 *     written; every stream among them is written once
 * @param streams the states of how many streams are kept, so that they need not be read again
 * @param writes after how many of them, at the latest, the group's offsets are committed; what is
 *     read again after a crash is known by its version
 */
public record Pace(int records, int streams, int writes) {

  /**
   * For following: whatever one poll brings is written at once. A stream that is not kept is read,
   * parsed and made sure of again for each of its commits, which takes longer than all else.
   */
  public static final Pace FOLLOWING = new Pace(1, 1_500, 50);

  /** For reading a long log. */
  public static final Pace BUILDING = new Pace(10_000, 5_000, 1);
}
