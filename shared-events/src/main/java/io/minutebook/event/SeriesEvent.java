package io.minutebook.event;

import java.time.LocalDate;
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

  /**
   * Who takes the duty of a section in turn, from the first one's turn on.
   *
   * @param start the first day of the first turn
   * @param days how long each turn lasts
   */
  record DutyRotaSet(String section, List<PersonLabel> people, LocalDate start, int days)
      implements SeriesEvent {
    public DutyRotaSet {
      people = List.copyOf(people);
    }
  }

  /** The document that new minutes begin with; {@code {date}} stands for their day. */
  record TemplateSet(String markdown) implements SeriesEvent {}

  /** A label that the minutes write means this person. */
  record PersonAliased(PersonLabel label, String person) implements SeriesEvent {}

  record AliasRemoved(PersonLabel label) implements SeriesEvent {}
}
