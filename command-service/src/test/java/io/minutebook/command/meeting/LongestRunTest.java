package io.minutebook.command.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongestRunTest {

  @Test
  void what_stays_is_in_order_and_as_heavy_as_anything_in_order() {
    long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      int size = random.nextInt(9);
      List<Integer> shuffled = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        shuffled.add(i);
      }
      Collections.shuffle(shuffled, random);
      int[] positions = shuffled.stream().mapToInt(Integer::intValue).toArray();
      long[] weights = random.longs(size, 1, 10).toArray();

      BitSet kept = LongestRun.of(positions, weights);

      assertThat(isInOrder(positions, kept)).as("seed " + seed).isTrue();
      assertThat(weight(weights, kept)).as("seed " + seed).isEqualTo(heaviest(positions, weights));
    }
  }

  private static long heaviest(int[] positions, long[] weights) {
    long heaviest = 0;
    for (long choice = 0; choice < 1L << positions.length; choice++) {
      BitSet chosen = BitSet.valueOf(new long[] {choice});
      if (isInOrder(positions, chosen)) {
        heaviest = Math.max(heaviest, weight(weights, chosen));
      }
    }
    return heaviest;
  }

  private static boolean isInOrder(int[] positions, BitSet chosen) {
    int[] run = chosen.stream().map(i -> positions[i]).toArray();
    for (int i = 1; i < run.length; i++) {
      if (run[i - 1] > run[i]) {
        return false;
      }
    }
    return true;
  }

  private static long weight(long[] weights, BitSet chosen) {
    return chosen.stream().mapToLong(i -> weights[i]).sum();
  }
}
