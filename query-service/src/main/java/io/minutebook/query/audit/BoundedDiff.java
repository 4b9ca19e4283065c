package io.minutebook.query.audit;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shortest way from one list to another, unless it takes too long to find: it takes as many
 * steps as the lists are long, times the number of differences.
 */
final class BoundedDiff {

  /** Comparisons after which the search is given up; some tenths of a second. */
  private static final int MOST_COMPARISONS = 20_000_000;

  /** The search is given up. */
  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLong() {
      super("", null, false, false);
    }
  }

  /**
   * Where two lists differ: these of the one stand where those of the other do.
   *
   * @param fromEnd after the last one
   * @param toEnd after the last one
   */
  record Region(int from, int fromEnd, int to, int toEnd) {}

  private BoundedDiff() {}

  /** Where two lists differ, in order; empty if that is not found in time. */
  static Optional<List<Region>> between(List<String> before, List<String> after) {
    if (before.equals(after)) {
      return Optional.of(List.of());
    }
    Map<String, Integer> numbers = new HashMap<>();
    List<Integer> from = numbered(before, numbers);
    List<Integer> to = numbered(after, numbers);
    int[] left = {MOST_COMPARISONS};
    try {
      return Optional.of(
          regions(
              DiffUtils.diff(
                  from,
                  to,
                  new MyersDiffWithLinearSpace<Integer>(
                      (one, other) -> {
                        if (left[0]-- == 0) {
                          throw new TooLong();
                        }
                        return one.equals(other);
                      }))));
    } catch (TooLong e) {
      return Optional.empty();
    }
  }

  /** What was added right beside what was removed took its place. */
  private static List<Region> regions(Patch<Integer> patch) {
    List<Region> regions = new ArrayList<>();
    for (AbstractDelta<Integer> delta : patch.getDeltas()) {
      int from = delta.getSource().getPosition();
      int to = delta.getTarget().getPosition();
      Region next =
          new Region(from, from + delta.getSource().size(), to, to + delta.getTarget().size());
      Region last = regions.isEmpty() ? null : regions.getLast();
      if (last != null && last.fromEnd == from && last.toEnd == to) {
        regions.set(regions.size() - 1, new Region(last.from, next.fromEnd, last.to, next.toEnd));
      } else {
        regions.add(next);
      }
    }
    return regions;
  }

  /** Numbers are compared faster than texts. */
  private static List<Integer> numbered(List<String> texts, Map<String, Integer> numbers) {
    List<Integer> all = new ArrayList<>(texts.size());
    for (String text : texts) {
      all.add(numbers.computeIfAbsent(text, unknown -> numbers.size()));
    }
    return all;
  }
}
