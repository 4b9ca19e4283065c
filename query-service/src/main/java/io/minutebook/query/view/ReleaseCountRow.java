package io.minutebook.query.view;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.ReleaseCount;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table that counts tickets of releases, and whether its totals are right.
 *
 * @param date the day of the meeting
 * @param status the status of the tickets, as written
 * @param columns the numbers, one for each counted column of the table
 */
public record ReleaseCountRow(
    EntryAddress entry, LocalDate date, String status, List<Cell> columns) {

  /**
   * A number of a row.
   *
   * @param name what the column counts; null where the table's head has no name for it
   * @param expected what the other columns, or in a row of totals the other rows, sum up to; null
   *     where this is no total
   */
  public record Cell(
      @Nullable String name, ReleaseCount.Counted counted, @Nullable Integer expected) {

    /** Whether a total is what it is the total of; null where it is none. */
    public @Nullable Boolean agrees() {
      return expected == null ? null : Boolean.valueOf(expected == counted.count());
    }
  }

  public ReleaseCountRow {
    columns = List.copyOf(columns);
  }

  /** Whether it has a total that is wrong. */
  public boolean isWrong() {
    return columns.stream().anyMatch(cell -> Boolean.FALSE.equals(cell.agrees()));
  }
}
