package io.minutebook.query.audit;

import io.minutebook.query.audit.BoundedDiff.Region;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Differences as git places them: what was only added, or only removed, may often as well stand
 * some lines further down, as where a blank line is before and after it; it stands as far down as
 * it can.
 */
final class LastPlace {

  private LastPlace() {}

  /** The same differences, each as far down as it can be without touching the next one. */
  static List<Region> of(List<Region> regions, List<String> before, List<String> after) {
    List<Region> placed = merged(regions, before, after);
    for (int i = placed.size() - 1; i >= 0; i--) {
      boolean last = i == placed.size() - 1;
      int end = last ? before.size() : placed.get(i + 1).from() - 1;
      Region region = placed.get(i);
      while (region.fromEnd() < end && canMove(region, before, after)) {
        region =
            new Region(
                region.from() + 1, region.fromEnd() + 1, region.to() + 1, region.toEnd() + 1);
      }
      placed.set(i, region);
    }
    return placed;
  }

  /**
   * What was added in two parts may as well have been added in one, if a part moves up to the
   * other.
   */
  private static List<Region> merged(
      List<Region> regions, List<String> before, List<String> after) {
    List<Region> merged = new ArrayList<>();
    for (Region next : regions) {
      Region region = next;
      while (!merged.isEmpty()) {
        Region up = up(region, merged.getLast(), before, after);
        if (up == null) {
          break;
        }
        merged.removeLast();
        region = up;
      }
      merged.add(region);
    }
    return merged;
  }

  /**
   * Both in one; null if the later one cannot be moved up to the earlier, or is of another kind.
   */
  private static @Nullable Region up(
      Region region, Region earlier, List<String> before, List<String> after) {
    boolean added = region.from() == region.fromEnd();
    boolean same =
        added
            ? earlier.from() == earlier.fromEnd()
            : region.to() == region.toEnd() && earlier.to() == earlier.toEnd();
    if (!same) {
      return null;
    }
    List<String> lines = added ? after : before;
    int end = added ? region.toEnd() : region.fromEnd();
    int begin = added ? region.to() : region.from();
    for (int i = 1; i <= region.from() - earlier.fromEnd(); i++) {
      if (!lines.get(begin - i).equals(lines.get(end - i))) {
        return null;
      }
    }
    int by = region.from() - earlier.fromEnd();
    return new Region(earlier.from(), region.fromEnd() - by, earlier.to(), region.toEnd() - by);
  }

  /** The first line of what differs is like the one behind it. */
  private static boolean canMove(Region region, List<String> before, List<String> after) {
    boolean added = region.from() == region.fromEnd();
    boolean removed = region.to() == region.toEnd();
    if (added == removed) {
      return false;
    }
    return added
        ? after.get(region.to()).equals(after.get(region.toEnd()))
        : before.get(region.from()).equals(before.get(region.fromEnd()));
  }
}
