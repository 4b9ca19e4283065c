package io.minutebook.query.audit;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.DeleteDelta;
import com.github.difflib.patch.InsertDelta;
import com.github.difflib.patch.Patch;
import io.minutebook.query.audit.BoundedDiff.Region;
import java.util.ArrayList;
import java.util.List;

/** What changed from one document to another, as programs that compare files write it. */
public final class UnifiedDiff {

  private static final int CONTEXT = 3;
  private static final String NO_END = "\n\\ No newline at end of file";

  private UnifiedDiff() {}

  /**
   * The unified diff with three lines of context; empty if the documents are the same.
   *
   * @param from the name of the one
   * @param to the name of the other
   */
  public static String between(String from, String before, String to, String after) {
    if (before.equals(after)) {
      return "";
    }
    List<String> one = lines(before);
    List<String> other = lines(after);
    Patch<String> patch =
        BoundedDiff.between(one, other)
            .map(regions -> patch(regions, one, other))
            .orElseGet(
                () -> patch(List.of(new Region(0, one.size(), 0, other.size())), one, other));
    return String.join("\n", UnifiedDiffUtils.generateUnifiedDiff(from, to, one, patch, CONTEXT))
        + "\n";
  }

  /** The lines; the last one says so where its end is missing. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    String last = lines.removeLast();
    if (!last.isEmpty()) {
      lines.add(last + NO_END);
    }
    return lines;
  }

  private static Patch<String> patch(List<Region> regions, List<String> one, List<String> other) {
    Patch<String> patch = new Patch<>();
    for (Region region : regions) {
      Chunk<String> source = chunk(one, region.from(), region.fromEnd());
      Chunk<String> target = chunk(other, region.to(), region.toEnd());
      if (source.size() == 0) {
        patch.addDelta(new InsertDelta<>(source, target));
      } else if (target.size() == 0) {
        patch.addDelta(new DeleteDelta<>(source, target));
      } else {
        patch.addDelta(new ChangeDelta<>(source, target));
      }
    }
    return patch;
  }

  private static Chunk<String> chunk(List<String> lines, int from, int to) {
    return new Chunk<>(from, new ArrayList<>(lines.subList(from, to)));
  }
}
