package io.minutebook.benchmark.corpus;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws numbers from 0 of which the first come far more often than the last: the k-th with a weight
 * of 1/k (Zipf's law), as people and tickets come up in real minutes.
 */
final class Zipf {

  private final double[] sums;

  Zipf(int size) {
    sums = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += 1.0 / (i + 1);
      sums[i] = sum;
    }
  }

  int draw(SplittableRandom random) {
    int found = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
    return Math.min(found < 0 ? -found - 1 : found + 1, sums.length - 1);
  }
}
