package io.minutebook.query.projection;

import io.minutebook.query.view.ParkedStreams.Parked;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the views are behind the log.
 *
 * @param running whether events are being applied; false before the first assignment, while a
 *     server cannot be reached, and at the end
 * @param problem why not, for a person; null where there is none
 * @param lag how many records are yet to be read, as far as is known
 * @param unreadable how many records were left out because not even their stream is known
 * @param parked the streams that are not followed
 */
public record ProjectionStatus(
    boolean running, @Nullable String problem, long lag, long unreadable, List<Parked> parked) {

  public ProjectionStatus {
    parked = List.copyOf(parked);
  }

  ProjectionStatus halted(String why) {
    return new ProjectionStatus(false, why, lag, unreadable, parked);
  }
}
