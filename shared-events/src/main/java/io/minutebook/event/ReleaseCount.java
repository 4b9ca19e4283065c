package io.minutebook.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of a release's tickets: a status, and for each column of the table (a
 * version, "Both", "Total") how many.
 */
public record ReleaseCount(
    EntryId entry, String status, List<Counted> columns, @Nullable String source) {

  public ReleaseCount {
    columns = List.copyOf(columns);
  }

  /** A number of tickets, at least 0, and its change as stated. */
  public record Counted(int count, @Nullable StatedDelta stated) {}
}
