package io.minutebook.command.meeting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;

/**
 * Pairs what is left on two sides, the likeliest first. Few are compared each with each; of many,
 * each only with those that have one of its rare words, or stand nearly where it does.
 */
final class Alignment {

  /** As many pairs are compared each with each. */
  private static final long FEW = 10_000;

  private static final int RARE_WORDS = 4;
  private static final int MOST_WITH_A_WORD = 30;
  private static final int NEIGHBOURS = 2;

  private record Pair(Node old, Node read, double likeness, int distance) {}

  private final List<Node> old;
  private final List<Node> read;
  private final ToDoubleBiFunction<Node, Node> likeness;
  private final List<Pair> pairs = new ArrayList<>();

  private Alignment(List<Node> old, List<Node> read, ToDoubleBiFunction<Node, Node> likeness) {
    this.old = old;
    this.read = read;
    this.likeness = likeness;
  }

  /** Matches the free nodes of both lists whose likeness is above 0, the likeliest first. */
  static void match(List<Node> old, List<Node> read, ToDoubleBiFunction<Node, Node> likeness) {
    if (!old.isEmpty() && !read.isEmpty()) {
      new Alignment(old, read, likeness).match();
    }
  }

  private void match() {
    if ((long) old.size() * read.size() <= FEW) {
      for (int j = 0; j < read.size(); j++) {
        for (int i = 0; i < old.size(); i++) {
          consider(i, j);
        }
      }
    } else {
      considerLikely();
    }
    pairs.sort(
        Comparator.comparingDouble(Pair::likeness)
            .reversed()
            .thenComparingInt(Pair::distance)
            .thenComparingInt(pair -> pair.read().index)
            .thenComparingInt(pair -> pair.old().index));
    for (Pair pair : pairs) {
      if (pair.old().isFree() && pair.read().isFree()) {
        pair.old().match(pair.read());
      }
    }
  }

  private void considerLikely() {
    Map<String, List<Integer>> byWord = new HashMap<>();
    for (int i = 0; i < old.size(); i++) {
      for (String word : old.get(i).words()) {
        byWord.computeIfAbsent(word, key -> new ArrayList<>()).add(i);
      }
    }
    Map<String, Integer> frequency = new HashMap<>();
    byWord.forEach((word, with) -> frequency.put(word, with.size()));
    for (int j = 0; j < read.size(); j++) {
      NavigableSet<Integer> likely = new TreeSet<>();
      for (String word : Likeness.rarest(read.get(j), frequency, RARE_WORDS)) {
        List<Integer> with = byWord.getOrDefault(word, List.of());
        if (with.size() <= MOST_WITH_A_WORD) {
          likely.addAll(with);
        }
      }
      int at = (int) ((long) j * old.size() / read.size());
      for (int i = at - NEIGHBOURS; i <= at + NEIGHBOURS; i++) {
        if (i >= 0 && i < old.size()) {
          likely.add(i);
        }
      }
      for (int i : likely) {
        consider(i, j);
      }
    }
  }

  private void consider(int i, int j) {
    double value = likeness.applyAsDouble(old.get(i), read.get(j));
    if (value > 0) {
      pairs.add(new Pair(old.get(i), read.get(j), value, Math.abs(i - j)));
    }
  }
}
