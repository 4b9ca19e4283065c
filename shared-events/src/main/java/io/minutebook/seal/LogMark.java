package io.minutebook.seal;

import org.jspecify.annotations.Nullable;

/**
 * How far a seal has read a partition of the log.
 *
 * @param offset of the next record
 * @param last the record before it, as {@link #record} names it, by which a log is known again that
 *     was cut off, or made anew; null if there is none
 */
public record LogMark(int partition, long offset, @Nullable String last) {

  public LogMark {
    if ((offset == 0) != (last == null)) {
      throw new IllegalArgumentException("a mark names the record before it, if there is one");
    }
  }

  /** The name of a record: its event's, and the hash of its commit. */
  public static String record(String stream, long version, Hash commit) {
    return stream + "@" + version + " " + commit;
  }
}
