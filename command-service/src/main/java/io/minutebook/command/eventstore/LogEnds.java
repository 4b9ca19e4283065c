package io.minutebook.command.eventstore;

import java.util.Map;

/**
 * How far a log is known to have acknowledged what was published.
 *
 * @param forgotten how often that was forgotten before, because the log had lost records
 * @param ends by partition, the offset after the last record that it acknowledged
 */
public record LogEnds(long forgotten, Map<Integer, Long> ends) {

  /** Nothing is known, and nothing was. */
  public static final LogEnds NONE = new LogEnds(0, Map.of());
}
