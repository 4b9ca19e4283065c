package io.minutebook.query.audit;

import io.minutebook.query.audit.BoundedDiff.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Differences as git places them: what was only added, or only removed, may often as well stand
 * some lines further down, as where a blank line is before and after it; it stands as far down as
 * it can.
 */
final class LastPlace {

  private LastPlace() {}

  /** The same differences, each as far down as it can be without touching the next one. */
  static List<Region> of(List<Region> regions, List<String> before, List<String> after) {
    List<Region> placed = new ArrayList<>(regions);
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
