package io.minutebook.markdown;

import io.minutebook.event.ReleaseCount;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.StatedDelta;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.TableKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rows of one table, as its head tells. */
final class RowHabit {

  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
  private static final List<String> DAYS =
      List.of("development freeze", "package freeze", "release");

  private final Content.Table table;

  /** Found once: a table may have as many columns as it has rows. */
  private final TableKind kind;

  RowHabit(Content.Table table) {
    this.table = table;
    this.kind = table.tableKind();
  }

  Content read(List<String> cells) {
    Optional<Content> typed =
        switch (kind) {
          case TICKET_COUNTS -> ticketCount(cells, table.board() == null ? "" : table.board());
          case RELEASE_COUNTS -> releaseTickets(cells, table.header().size());
          case RELEASE_PLAN -> release(cells, table.header());
          case OTHER -> Optional.empty();
        };
    return typed
        .filter(
            row ->
                Words.areSame(
                    CanonicalText.row(CanonicalText.cells(row, table.header())),
                    CanonicalText.row(cells)))
        .orElseGet(() -> new Content.Row(cells));
  }

  private static Optional<Content> ticketCount(List<String> cells, String board) {
    if (cells.size() != 3 || cells.get(2).isEmpty()) {
      return Optional.empty();
    }
    return counted(cells.get(0), cells.get(1))
        .map(c -> new Content.TicketCount(board, cells.get(2), c.count(), c.stated()));
  }

  private static Optional<Content> releaseTickets(List<String> cells, int width) {
    if (cells.size() != width || cells.getLast().isEmpty()) {
      return Optional.empty();
    }
    List<ReleaseCount.Counted> columns = new ArrayList<>();
    for (int i = 0; i + 1 < width; i += 2) {
      Optional<ReleaseCount.Counted> counted = counted(cells.get(i), cells.get(i + 1));
      if (counted.isEmpty()) {
        return Optional.empty();
      }
      columns.add(counted.get());
    }
    return Optional.of(new Content.ReleaseTickets(cells.getLast(), columns));
  }

  private static Optional<ReleaseCount.Counted> counted(String count, String delta) {
    if (!COUNT.matcher(count).matches() || !(delta.isEmpty() || StatedDelta.isDelta(delta))) {
      return Optional.empty();
    }
    return Optional.of(
        new ReleaseCount.Counted(
            Integer.parseInt(count), delta.isEmpty() ? null : new StatedDelta(delta)));
  }

  private static Optional<Content> release(List<String> cells, List<String> header) {
    if (cells.size() != header.size()) {
      return Optional.empty();
    }
    Map<String, String> byColumn = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      byColumn.put(TableKind.plain(header.get(i)), cells.get(i));
    }
    for (String column : DAYS) {
      String cell = byColumn.getOrDefault(column, "");
      if (!cell.isEmpty() && Days.of(cell).isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Content.Release(
            new ReleasePlan(
                text(byColumn.get("name")),
                byColumn.getOrDefault("version", ""),
                Days.of(byColumn.getOrDefault("development freeze", "")).orElse(null),
                Days.of(byColumn.getOrDefault("package freeze", "")).orElse(null),
                Days.of(byColumn.getOrDefault("release", "")).orElse(null),
                text(byColumn.get("notes")))));
  }

  private static @Nullable String text(@Nullable String cell) {
    return cell == null || cell.isEmpty() ? null : cell;
  }
}
