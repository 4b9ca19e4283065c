package io.minutebook.query.projection;

import io.minutebook.query.view.Standings;
import java.util.Arrays;

/**
 * Numbers that grow in the order of a document, so that as few as possible change when something is
 * put between two others, or moved: those on a longest increasing subsequence stay, the others are
 * set between their neighbours. Only where there is no room left all are numbered anew.
 */
final class DocumentPlaces {

  /** Of what has no number yet. */
  static final long NONE = Standings.ABSENT;

  /** Between two that come one after the other in an empty document. */
  static final long STEP = 1L << 40;

  /** After the last one before, where there is room: most is added at the end of something. */
  private static final long SMALL_STEP = 1L << 20;

  private DocumentPlaces() {}

  /**
   * The numbers of a document's parts, in its order.
   *
   * @param before their numbers until now, each at least 1, none twice; {@link #NONE} for new ones
   */
  static long[] after(long[] before) {
    boolean[] kept = kept(before);
    long[] after = new long[before.length];
    long last = 0;
    int i = 0;
    while (i < before.length) {
      if (kept[i]) {
        after[i] = before[i];
        last = before[i];
        i++;
        continue;
      }
      int end = i;
      while (end < before.length && !kept[end]) {
        end++;
      }
      int count = end - i;
      long step =
          end == before.length ? STEP : Math.min(SMALL_STEP, (before[end] - last) / (count + 1));
      if (step < 1) {
        return anew(before.length);
      }
      for (; i < end; i++) {
        last += step;
        after[i] = last;
      }
    }
    return after;
  }

  private static boolean[] kept(long[] before) {
    boolean[] known = new boolean[before.length];
    long last = 0;
    for (int i = 0; i < before.length; i++) {
      if (before[i] == NONE) {
        continue;
      }
      if (before[i] <= last) {
        return longestIncreasing(before);
      }
      known[i] = true;
      last = before[i];
    }
    // nothing was moved, only put between: they are a longest increasing subsequence
    return known;
  }

  private static long[] anew(int length) {
    long[] places = new long[length];
    Arrays.setAll(places, i -> (i + 1) * STEP);
    return places;
  }

  /**
   * Which ones are on a longest increasing subsequence, found by patience sorting (Fredman, On
   * computing the length of longest increasing subsequences, 1975).
   */
  private static boolean[] longestIncreasing(long[] numbers) {
    int[] tails = new int[numbers.length];
    int[] previous = new int[numbers.length];
    int length = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] == NONE) {
        continue;
      }
      int at = length;
      if (length > 0 && numbers[tails[length - 1]] > numbers[i]) {
        at = search(numbers, tails, length, numbers[i]);
      }
      previous[i] = at == 0 ? -1 : tails[at - 1];
      tails[at] = i;
      length = Math.max(length, at + 1);
    }
    boolean[] kept = new boolean[numbers.length];
    for (int i = length == 0 ? -1 : tails[length - 1]; i >= 0; i = previous[i]) {
      kept[i] = true;
    }
    return kept;
  }

  /** The first of the tails that is not below a number. */
  private static int search(long[] numbers, int[] tails, int length, long number) {
    int low = 0;
    int high = length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (numbers[tails[middle]] < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
