package io.minutebook.query.graphql;

import io.minutebook.event.StatedDelta;
import io.minutebook.query.view.ReleaseCountRow;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of numbers of a release's tickets; each component is named like the schema's field. */
record ReleaseCountRowNode(
    String id, String meeting, LocalDate date, String status, boolean wrong, List<Cell> columns) {

  record Cell(
      @Nullable String name,
      int count,
      @Nullable String stated,
      @Nullable Integer expected,
      @Nullable Boolean agrees) {}

  static ReleaseCountRowNode of(ReleaseCountRow row) {
    return new ReleaseCountRowNode(
        row.entry().toString(),
        row.entry().meeting().toString(),
        row.date(),
        row.status(),
        row.isWrong(),
        row.columns().stream().map(ReleaseCountRowNode::cell).toList());
  }

  private static Cell cell(ReleaseCountRow.Cell cell) {
    StatedDelta stated = cell.counted().stated();
    return new Cell(
        cell.name(),
        cell.counted().count(),
        stated == null ? null : stated.text(),
        cell.expected(),
        cell.agrees());
  }
}
