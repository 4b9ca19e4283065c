package io.minutebook.command.relay;

import java.time.Duration;
import java.time.Instant;

/**
 * The records that relays agree by: one a lease, with its holder, its term, and when its holder was
 * last heard of by the database server's clock. A record is never deleted.
 */
public interface LeaseTable {

  /**
   * A lease as it stands.
   *
   * @param term counts the holders, from 0: nobody has held it
   * @param renewed when its holder was last heard of
   * @param now the server's clock as this was read
   */
  record Observed(String holder, long term, Instant renewed, Instant now) {

    /** Whether its holder has not been heard of for so long. */
    boolean isOver(Duration duration) {
      return term == 0 || now.isAfter(renewed.plus(duration));
    }
  }

  /** Reads the lease; makes its record, held by nobody, if there is none. */
  Observed observe(String lease);

  /**
   * Takes the lease over, for the next term.
   *
   * @return whether it was still as observed and is the holder's now
   */
  boolean take(String lease, Observed observed, String holder);

  /**
   * Notes that the holder is alive.
   *
   * @return whether it still held the lease in that term
   */
  boolean renew(String lease, String holder, long term);

  /** Has the lease be over at once, if it is still held in that term. */
  void giveUp(String lease, String holder, long term);
}
