package io.minutebook.command.series;

import io.minutebook.event.PersonLabel;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be asked of a series. */
public sealed interface SeriesCommand {

  /** Begins the series that is addressed. */
  record CreateSeries(String name) implements SeriesCommand {}

  record RenameSeries(String name) implements SeriesCommand {}

  /** Names a section that the minutes of this series usually have. */
  record DefineSection(String title) implements SeriesCommand {}

  /** Names a board whose tickets are counted, and its states in the order of the table. */
  record DefineBoard(String board, List<String> states) implements SeriesCommand {}

  /**
   * Says who takes the duty of a section in turn.
   *
   * @param start the first day of the first one's turn
   * @param days how long a turn lasts, by default 7
   */
  record SetDutyRota(
      String section, List<PersonLabel> people, LocalDate start, @Nullable Integer days)
      implements SeriesCommand {}

  /** Sets the document that new minutes begin with; {@code {date}} in it stands for their day. */
  record SetTemplate(String markdown) implements SeriesCommand {}

  /** Says which person a label of the minutes means. */
  record AliasPerson(PersonLabel label, String person) implements SeriesCommand {}

  record RemoveAlias(PersonLabel label) implements SeriesCommand {}
}
