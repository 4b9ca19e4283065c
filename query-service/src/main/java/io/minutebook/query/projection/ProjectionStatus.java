package io.minutebook.query.projection;

import io.minutebook.query.view.ParkedStreams.Parked;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the views are behind the log.
 *
 * @param running whether events are being applied; false before the first assignment, while a
 *     server cannot be reached, and at the end
 * @param problem why not, for a person; null where there is none
 * @param generation the number of the generation that is followed; -1 before any is
 * @param lags of each partition that this instance follows
 * @param recorded when the newest event was recorded of those that this instance has written; null
 *     before any
 * @param unreadable how many records were left out because not even their stream is known
 * @param parked the streams that are not followed
 */
public record ProjectionStatus(
    boolean running,
    @Nullable String problem,
    int generation,
    List<Lag> lags,
    @Nullable Instant recorded,
    long unreadable,
    List<Parked> parked) {

  /**
   * How far one partition is behind.
   *
   * @param records how many are yet to be read, as far as is known
   * @param seconds since the last record that was read was written; 0 if there are no more
   */
  public record Lag(int partition, long records, double seconds) {}

  /** Before partitions were assigned. */
  public static final ProjectionStatus NOT_YET =
      new ProjectionStatus(false, "waiting for partitions", -1, List.of(), null, 0, List.of());

  public ProjectionStatus {
    lags = List.copyOf(lags);
    parked = List.copyOf(parked);
  }

  /** How many records are yet to be read, as far as is known. */
  public long lag() {
    return lags.stream().mapToLong(Lag::records).sum();
  }

  /** For how long the partition that is most behind has been so. */
  public double seconds() {
    return lags.stream().mapToDouble(Lag::seconds).max().orElse(0);
  }

  ProjectionStatus halted(String why) {
    return new ProjectionStatus(false, why, generation, lags, recorded, unreadable, parked);
  }
}
