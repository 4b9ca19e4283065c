package io.minutebook.command.meeting;

import java.util.BitSet;

/**
 * The heaviest increasing subsequence: which of some siblings can stay where they stand while the
 * others move around them. In time O(n log n), with Fenwick's tree over the best runs so far.
 */
final class LongestRun {

  private final long[] best;
  private final int[] bestEnd;

  private LongestRun(int size) {
    best = new long[size + 1];
    bestEnd = new int[size + 1];
  }

  /**
   * Which elements make up the run.
   *
   * @param positions where each stands now, from 0, no two at the same
   * @param weights what it is worth to leave each where it stands, above 0
   */
  static BitSet of(int[] positions, long[] weights) {
    int size = 0;
    for (int position : positions) {
      size = Math.max(size, position + 1);
    }
    return new LongestRun(size).find(positions, weights);
  }

  private BitSet find(int[] positions, long[] weights) {
    int[] previous = new int[positions.length];
    for (int i = 0; i < positions.length; i++) {
      int before = heaviestBelow(positions[i]);
      previous[i] = bestEnd[before] - 1;
      raise(positions[i], best[before] + weights[i], i + 1);
    }
    BitSet run = new BitSet();
    for (int i = bestEnd[heaviestBelow(best.length - 1)] - 1; i >= 0; i = previous[i]) {
      run.set(i);
    }
    return run;
  }

  /** The cell of the tree with the heaviest run that ends below a position; 0: there is none. */
  private int heaviestBelow(int position) {
    int heaviest = 0;
    for (int at = position; at > 0; at -= at & -at) {
      if (best[at] > best[heaviest]) {
        heaviest = at;
      }
    }
    return heaviest;
  }

  private void raise(int position, long weight, int end) {
    for (int at = position + 1; at < best.length; at += at & -at) {
      if (weight > best[at]) {
        best[at] = weight;
        bestEnd[at] = end;
      }
    }
  }
}
