package io.minutebook.query.audit;

import io.minutebook.event.EntryId;
import io.minutebook.markdown.MarkdownWriter.Piece;
import io.minutebook.query.audit.BoundedDiff.Region;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a document a command touched. A line was not touched if its entry had it before,
 * in the same order, wherever the entry stands now; nor if a comparison of the whole documents
 * finds it in its place, under whichever entry.
 */
final class TouchedLines {

  /**
   * A line.
   *
   * @param text with the line feed at its end, if there is one
   * @param entry the entry in whose piece it begins
   * @param touched null: that is not known yet
   */
  record Line(String text, EntryId entry, @Nullable Touch touched) {
    Line by(@Nullable Touch touch) {
      return new Line(text, entry, touch);
    }
  }

  private final List<Line> before;
  private final List<Line> after;
  private final boolean[] gone;

  private TouchedLines(List<Line> before, List<Line> after) {
    this.before = before;
    this.after = new ArrayList<>(after);
    this.gone = new boolean[before.size()];
  }

  /** The lines of a document; nobody touched them yet. */
  static List<Line> split(List<Piece> pieces) {
    List<Line> lines = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    EntryId opened = null;
    for (Piece piece : pieces) {
      String text = piece.text();
      for (int at = 0; at < text.length(); ) {
        int feed = text.indexOf('\n', at);
        int end = feed < 0 ? text.length() : feed + 1;
        opened = opened == null ? piece.entry() : opened;
        open.append(text, at, end);
        if (feed >= 0) {
          lines.add(new Line(open.toString(), opened, null));
          open.setLength(0);
          opened = null;
        }
        at = end;
      }
    }
    if (opened != null) {
      lines.add(new Line(open.toString(), opened, null));
    }
    return lines;
  }

  /**
   * The later lines, each with who touched it last.
   *
   * @param touch who touched an entry this time
   */
  static List<Line> after(List<Line> before, List<Line> after, Function<EntryId, Touch> touch) {
    TouchedLines lines = new TouchedLines(before, after);
    lines.keepWithinEntries();
    lines.keepInPlace();
    lines.after.replaceAll(
        line -> line.touched() == null ? line.by(touch.apply(line.entry())) : line);
    return List.copyOf(lines.after);
  }

  private void keepWithinEntries() {
    Map<EntryId, List<Integer>> had = byEntry(before);
    byEntry(after).forEach((entry, has) -> keep(had.getOrDefault(entry, List.of()), has));
  }

  private static Map<EntryId, List<Integer>> byEntry(List<Line> lines) {
    Map<EntryId, List<Integer>> byEntry = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      byEntry.computeIfAbsent(lines.get(i).entry(), entry -> new ArrayList<>()).add(i);
    }
    return byEntry;
  }

  private void keepInPlace() {
    if (after.stream().anyMatch(line -> line.touched() == null)) {
      keep(all(before), all(after));
    }
  }

  private static List<Integer> all(List<Line> lines) {
    List<Integer> all = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      all.add(i);
    }
    return all;
  }

  /** Lines that stayed among these, and of which nothing is known yet, are as they were. */
  private void keep(List<Integer> had, List<Integer> has) {
    BoundedDiff.between(texts(before, had), texts(after, has))
        .ifPresent(
            regions -> {
              int from = 0;
              int to = 0;
              for (Region region : regions) {
                keep(had, from, has, to, region.from() - from);
                from = region.fromEnd();
                to = region.toEnd();
              }
              keep(had, from, has, to, had.size() - from);
            });
  }

  private void keep(List<Integer> had, int from, List<Integer> has, int to, int count) {
    for (int i = 0; i < count; i++) {
      int old = had.get(from + i);
      int now = has.get(to + i);
      if (!gone[old] && after.get(now).touched() == null) {
        after.set(now, after.get(now).by(before.get(old).touched()));
        gone[old] = true;
      }
    }
  }

  private static List<String> texts(List<Line> lines, List<Integer> which) {
    return which.stream().map(i -> lines.get(i).text()).toList();
  }
}
