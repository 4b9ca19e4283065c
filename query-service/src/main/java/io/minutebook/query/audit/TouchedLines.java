package io.minutebook.query.audit;

import io.minutebook.event.EntryId;
import io.minutebook.markdown.MarkdownWriter.Piece;
import io.minutebook.query.audit.BoundedDiff.Region;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a document a command touched. A line was not touched if its entry had it before,
 * in the same order, wherever the entry stands now; nor if a comparison of the whole documents
 * finds it in its place, under whichever entry. Blank lines are sought in their place first: all
 * are alike, and so they fall to the one that {@code git blame} names.
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
    lines.keepWithinEntries(line -> !line.text().isBlank());
    lines.keepInPlace();
    lines.keepWithinEntries(line -> line.touched() == null);
    lines.after.replaceAll(
        line -> line.touched() == null ? line.by(touch.apply(line.entry())) : line);
    return List.copyOf(lines.after);
  }

  /** Lines after which are wanted, and that their entry had before. */
  private void keepWithinEntries(Predicate<Line> wanted) {
    if (after.stream().noneMatch(wanted)) {
      return;
    }
    Map<EntryId, List<Integer>> had = byEntry(before);
    byEntry(after)
        .forEach(
            (entry, has) ->
                keep(
                    regions(had.getOrDefault(entry, List.of()), has),
                    had.getOrDefault(entry, List.of()),
                    has,
                    wanted));
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
      List<Integer> had = all(before);
      List<Integer> has = all(after);
      keep(
          regions(had, has).map(regions -> LastPlace.of(regions, texts(before), texts(after))),
          had,
          has,
          line -> true);
    }
  }

  private Optional<List<Region>> regions(List<Integer> had, List<Integer> has) {
    return BoundedDiff.between(texts(before, had), texts(after, has));
  }

  private static List<Integer> all(List<Line> lines) {
    List<Integer> all = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      all.add(i);
    }
    return all;
  }

  /** Lines that stayed among these, and of which nothing is known yet, are as they were. */
  private void keep(
      Optional<List<Region>> differences,
      List<Integer> had,
      List<Integer> has,
      Predicate<Line> wanted) {
    if (differences.isEmpty()) {
      return;
    }
    int from = 0;
    int to = 0;
    for (Region region : differences.get()) {
      keep(had.subList(from, region.from()), has.subList(to, region.to()), wanted);
      from = region.fromEnd();
      to = region.toEnd();
    }
    keep(had.subList(from, had.size()), has.subList(to, has.size()), wanted);
  }

  /** These stand for each other. */
  private void keep(List<Integer> had, List<Integer> has, Predicate<Line> wanted) {
    for (int i = 0; i < had.size(); i++) {
      int old = had.get(i);
      int now = has.get(i);
      Line line = after.get(now);
      if (!gone[old] && line.touched() == null && wanted.test(line)) {
        after.set(now, line.by(before.get(old).touched()));
        gone[old] = true;
      }
    }
  }

  private static List<String> texts(List<Line> lines) {
    return lines.stream().map(Line::text).toList();
  }

  private static List<String> texts(List<Line> lines, List<Integer> which) {
    return which.stream().map(i -> lines.get(i).text()).toList();
  }
}
