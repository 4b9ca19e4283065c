package io.minutebook.markdown;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a line of a table apart into its cells, and puts new cells into the layout of an old line.
 */
final class TableCells {

  private TableCells() {}

  /** The cells of a line without their padding; an escaped bar is part of its cell. */
  static List<String> of(String line) {
    return raw(line).stream().map(String::strip).toList();
  }

  /** How many cells a line has. */
  static int count(String line) {
    return raw(line).size();
  }

  /** The line with other cells, each as wide as the one before where it fits. */
  static String replace(String line, List<String> cells) {
    List<String> old = raw(line);
    if (old.size() != cells.size()) {
      return CanonicalText.row(cells);
    }
    StringBuilder changed = new StringBuilder();
    String body = line.strip();
    changed.append(line, 0, line.indexOf(body));
    changed.append(body.startsWith("|") ? "|" : "");
    for (int i = 0; i < cells.size(); i++) {
      String was = old.get(i);
      if (was.strip().equals(cells.get(i))) {
        changed.append(was);
      } else {
        String left = was.isBlank() ? " " : was.substring(0, was.indexOf(was.strip()));
        String cell = left + cells.get(i);
        changed
            .append(cell)
            .append(" ".repeat(Math.max(cell.isBlank() ? 0 : 1, was.length() - cell.length())));
      }
      if (i + 1 < cells.size() || body.endsWith("|")) {
        changed.append('|');
      }
    }
    return changed.toString();
  }

  private static List<String> raw(String line) {
    String body = line.strip();
    int at = body.startsWith("|") ? 1 : 0;
    List<String> cells = new ArrayList<>();
    int from = at;
    for (; at < body.length(); at++) {
      if (body.charAt(at) == '|' && body.charAt(Math.max(0, at - 1)) != '\\') {
        cells.add(body.substring(from, at));
        from = at + 1;
      }
    }
    if (from < body.length()) {
      cells.add(body.substring(from));
    }
    return cells;
  }
}
