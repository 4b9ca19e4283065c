package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.MongoCursor;
import io.minutebook.event.ReleaseCount;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.TableKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of releases' tickets, with their totals checked: a column or a row that is called
 * Total should be what the others sum up to. Meetings that were called off do not count.
 */
public final class ReleaseCountsView {

  private static final String TOTAL = "total";
  private static final Pattern BAR = Pattern.compile(" \\| ");

  private final EntriesView entries;

  ReleaseCountsView(EntriesView entries) {
    this.entries = entries;
  }

  /** Which rows are wanted; null: whatever it is. Case does not matter in the status. */
  public record Filter(
      SeriesId series,
      @Nullable String status,
      @Nullable Boolean wrong,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {

    private List<Bson> conditions() {
      List<Bson> conditions =
          new ArrayList<>(
              List.of(
                  eq("kind", "releaseCounts"), eq("series", series.slug()), EntriesView.areHeld()));
      if (from != null) {
        conditions.add(gte("date", from.toString()));
      }
      if (to != null) {
        conditions.add(lte("date", to.toString()));
      }
      return conditions;
    }

    private boolean matches(ReleaseCountRow row) {
      return (status == null || Texts.key(status).equals(Texts.key(row.status())))
          && (wrong == null || wrong == row.isWrong());
    }
  }

  /** The rows of a series in the order of the meetings' days and of their minutes. */
  public Page<ReleaseCountRow> rows(Filter filter, AsOf asOf, Page.Wanted wanted) {
    Optional<DayKey> after = wanted.after().map(DayKey::parse);
    List<Bson> conditions = filter.conditions();
    after.ifPresent(key -> conditions.add(gte("date", key.date())));
    List<Page.Edge<ReleaseCountRow>> edges = new ArrayList<>();
    try (MongoCursor<Document> cursor =
        entries.find(conditions, asOf).sort(ascending("date", "stream", "place")).iterator()) {
      List<EntryVersion> table = new ArrayList<>();
      while (edges.size() <= wanted.first() && cursor.hasNext()) {
        EntryVersion next = EntryVersion.from(cursor.next());
        if (!table.isEmpty() && !isOfTable(next, table.getFirst())) {
          add(table, filter, after, edges);
          table.clear();
        }
        table.add(next);
      }
      add(table, filter, after, edges);
    }
    return Page.of(edges.iterator(), wanted);
  }

  /** Whether two rows stand in one table, as far as its head and its place tell. */
  private static boolean isOfTable(EntryVersion row, EntryVersion other) {
    return row.meeting().equals(other.meeting())
        && String.valueOf(row.facts().above()).equals(String.valueOf(other.facts().above()))
        && row.facts().sections().equals(other.facts().sections());
  }

  private static void add(
      List<EntryVersion> table,
      Filter filter,
      Optional<DayKey> after,
      List<Page.Edge<ReleaseCountRow>> edges) {
    for (EntryVersion version : table) {
      ReleaseCountRow row = row(version, table);
      if (filter.matches(row) && (after.isEmpty() || after.get().isBefore(version))) {
        edges.add(new Page.Edge<>(DayKey.of(version).text(), row));
      }
    }
  }

  private static ReleaseCountRow row(EntryVersion version, List<EntryVersion> table) {
    Content.ReleaseTickets row = tickets(version);
    String head = version.facts().above();
    List<String> names =
        head == null ? List.of() : TableKind.countedColumns(List.of(BAR.split(head, -1)));
    List<ReleaseCountRow.Cell> cells = new ArrayList<>();
    for (int column = 0; column < row.columns().size(); column++) {
      String name = column < names.size() ? names.get(column) : null;
      Integer expected = null;
      if (isTotal(name)) {
        expected = sumOfOthers(row.columns(), column);
      } else if (isTotal(row.status()) && table.size() > 1) {
        expected = sumOfOthers(table, version, column);
      }
      cells.add(new ReleaseCountRow.Cell(name, row.columns().get(column), expected));
    }
    return new ReleaseCountRow(version.address(), version.facts().date(), row.status(), cells);
  }

  private static boolean isTotal(@Nullable String name) {
    return name != null && Texts.key(name).equals(TOTAL);
  }

  private static int sumOfOthers(List<ReleaseCount.Counted> columns, int total) {
    int sum = 0;
    for (int column = 0; column < columns.size(); column++) {
      sum += column == total ? 0 : columns.get(column).count();
    }
    return sum;
  }

  private static int sumOfOthers(List<EntryVersion> table, EntryVersion total, int column) {
    int sum = 0;
    for (EntryVersion other : table) {
      List<ReleaseCount.Counted> columns = tickets(other).columns();
      boolean counts = !other.equals(total) && column < columns.size();
      sum += counts ? columns.get(column).count() : 0;
    }
    return sum;
  }

  private static Content.ReleaseTickets tickets(EntryVersion version) {
    if (version.facts().content() instanceof Content.ReleaseTickets tickets) {
      return tickets;
    }
    throw new IllegalStateException(version.id() + " does not count a release's tickets");
  }
}
