package io.minutebook.event;

import java.util.List;

/** What happened to a series of meetings. */
public sealed interface SeriesEvent extends Event {

  /** A series began; its stream is named after {@code series}. */
  record SeriesCreated(SeriesId series, String name) implements SeriesEvent {}

  record SeriesRenamed(String name) implements SeriesEvent {}

  /** A section that the minutes of this series usually have, in the order of definition. */
  record SectionDefined(String title) implements SeriesEvent {}

  /** A board whose tickets are counted, with its states in the order of the table. */
  record BoardDefined(String board, List<String> states) implements SeriesEvent {
    public BoardDefined {
      states = List.copyOf(states);
    }
  }
}
