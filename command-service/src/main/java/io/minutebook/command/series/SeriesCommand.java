package io.minutebook.command.series;

import java.util.List;

/** What may be asked of a series. */
public sealed interface SeriesCommand {

  /** Begins the series that is addressed. */
  record CreateSeries(String name) implements SeriesCommand {}

  record RenameSeries(String name) implements SeriesCommand {}

  /** Names a section that the minutes of this series usually have. */
  record DefineSection(String title) implements SeriesCommand {}

  /** Names a board whose tickets are counted, and its states in the order of the table. */
  record DefineBoard(String board, List<String> states) implements SeriesCommand {}
}
