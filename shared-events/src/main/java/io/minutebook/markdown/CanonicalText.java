package io.minutebook.markdown;

import io.minutebook.event.ReleaseCount;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.StatedDelta;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.TableKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an entry says in the canonical wording, without indent, bullet or heading marks. */
final class CanonicalText {

  private CanonicalText() {}

  /** The text of an entry that is not part of a table; lines are separated by "\n". */
  static String of(Content content) {
    return switch (content) {
      case Content.Title c -> c.text();
      case Content.Section c -> c.title();
      case Content.Coordinates c -> labelled("**Coordinates:**", c.text());
      case Content.Attendance c -> labelled("**Attending:**", People.joined(c.people()));
      case Content.Note c -> c.text();
      case Content.Nothing c -> c.wording();
      case Content.Announcement c -> c.text();
      case Content.Duty c -> DutyHabit.canonical(c);
      case Content.QueueCount c -> queueCount(c);
      case Content.Support c ->
          labelled(c.site() + " (" + People.joined(c.people()) + "):", c.text());
      case Content.Action c ->
          labelled("AI (" + People.joined(c.owners()) + "):", ActionHabit.text(c));
      case Content.Decision c -> DecisionHabit.canonical(c);
      case Content.ListedPackage c -> c.text();
      case Content.Table c -> row(c.header());
      case Content.TicketCount c ->
          row(List.of(Integer.toString(c.count()), delta(c.stated()), c.state()));
      case Content.ReleaseTickets c -> row(releaseCells(c));
      case Content.Release c -> row(planCells(c.plan(), PLAN_COLUMNS));
      case Content.Row c -> row(c.cells());
    };
  }

  static final List<String> PLAN_COLUMNS =
      List.of("Name", "Version", "Development Freeze", "Package Freeze", "Release", "Notes");

  static final List<String> COUNT_COLUMNS = List.of("# of tickets", "&Delta;", "State");

  /** The cells of a row, given the head of the table that it stands in. */
  static List<String> cells(Content row, List<String> header) {
    return switch (row) {
      case Content.TicketCount c ->
          List.of(Integer.toString(c.count()), delta(c.stated()), c.state());
      case Content.ReleaseTickets c -> releaseCells(c);
      case Content.Release c -> planCells(c.plan(), header);
      case Content.Row c -> c.cells();
      default -> throw new IllegalArgumentException("not a row: " + row);
    };
  }

  static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static List<String> releaseCells(Content.ReleaseTickets row) {
    List<String> cells = new ArrayList<>();
    for (ReleaseCount.Counted counted : row.columns()) {
      cells.add(Integer.toString(counted.count()));
      cells.add(delta(counted.stated()));
    }
    cells.add(row.status());
    return cells;
  }

  private static List<String> planCells(ReleasePlan plan, List<String> header) {
    return header.stream()
        .map(
            column ->
                switch (TableKind.plain(column)) {
                  case "name" -> text(plan.name());
                  case "version" -> plan.version();
                  case "development freeze" -> day(plan.developmentFreeze());
                  case "package freeze" -> day(plan.packageFreeze());
                  case "release" -> day(plan.release());
                  case "notes" -> text(plan.notes());
                  default -> "";
                })
        .toList();
  }

  private static String queueCount(Content.QueueCount count) {
    String stated = count.stated() == null ? "" : " (" + count.stated() + ")";
    return count.count() + stated + " " + count.wording();
  }

  private static String labelled(String label, String text) {
    return text.isEmpty() ? label : label + " " + text;
  }

  private static String delta(@Nullable StatedDelta stated) {
    return stated == null ? "" : stated.text();
  }

  private static String day(@Nullable LocalDate day) {
    return day == null ? "" : day.toString();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
