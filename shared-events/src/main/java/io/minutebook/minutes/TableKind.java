package io.minutebook.minutes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a table is about, as its head tells. */
public enum TableKind {
  /** Number of tickets, delta, state: a board. */
  TICKET_COUNTS,
  /** For each version a number and a delta, and the status at the end. */
  RELEASE_COUNTS,
  /** A version, the days of its freezes and of its release. */
  RELEASE_PLAN,
  OTHER;

  private static final List<String> DELTA = List.of("&delta;", "\u0394", "\u03b4", "delta");

  /** Classifies a table by the cells of its head; emphasis and case do not matter. */
  public static TableKind of(List<String> header) {
    List<String> names = header.stream().map(TableKind::plain).toList();
    int width = names.size();
    if (width == 3
        && names.getFirst().matches("(#|number|no\\.?) (of )?tickets")
        && isDelta(names.get(1))
        && names.get(2).equals("state")) {
      return TICKET_COUNTS;
    }
    if (width >= 3
        && width % 2 == 1
        && names.getLast().equals("status")
        && deltasAlternate(names)) {
      return RELEASE_COUNTS;
    }
    if (names.contains("version")
        && names.contains("release")
        && names.stream().allMatch(PLAN_COLUMNS::contains)
        && names.stream().distinct().count() == width) {
      return RELEASE_PLAN;
    }
    return OTHER;
  }

  private static final List<String> PLAN_COLUMNS =
      List.of("name", "version", "development freeze", "package freeze", "release", "notes");

  /** The name of a column of a release plan, without emphasis and in lower case. */
  public static String plain(String cell) {
    return cell.replace("*", "").replace("_", "").strip().toLowerCase(Locale.ROOT);
  }

  /** The columns of a table of release counts: the versions, and words such as "Both", "Total". */
  public static List<String> countedColumns(List<String> header) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i + 1 < header.size(); i += 2) {
      columns.add(header.get(i));
    }
    return columns;
  }

  private static boolean deltasAlternate(List<String> names) {
    for (int i = 0; i + 1 < names.size(); i++) {
      if (isDelta(names.get(i)) != (i % 2 == 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDelta(String name) {
    return DELTA.contains(name);
  }
}
