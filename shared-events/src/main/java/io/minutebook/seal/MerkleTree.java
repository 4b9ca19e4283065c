package io.minutebook.seal;

import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree of RFC 6962, section 2.1, that grows at its end: a leaf is hashed behind a zero
 * byte, a node behind a one. It keeps one hash for each bit of its size and no more.
 */
public final class MerkleTree {

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  /** The roots of the full trees that the leaves make, the largest first. */
  private final List<Hash> peaks = new ArrayList<>();

  private long size;

  /** How many leaves there are. */
  public long size() {
    return size;
  }

  /** Adds a leaf at the end. */
  public void add(byte[] leaf) {
    Hash hash = leaf(leaf);
    for (long full = size; (full & 1) == 1; full >>= 1) {
      hash = node(peaks.removeLast(), hash);
    }
    peaks.add(hash);
    size++;
  }

  /** The tree's head; of no leaves it is the hash of nothing. */
  public Hash root() {
    if (peaks.isEmpty()) {
      return Hash.taken();
    }
    Hash root = peaks.getLast();
    for (int i = peaks.size() - 2; i >= 0; i--) {
      root = node(peaks.get(i), root);
    }
    return root;
  }

  private static Hash node(Hash left, Hash right) {
    return Hash.taken(NODE, left.bytes(), right.bytes());
  }

  /** The hash of a leaf, as {@link #path} wants it. */
  public static Hash leaf(byte[] data) {
    return Hash.taken(LEAF, data);
  }

  /**
   * The audit path of a leaf (RFC 6962, section 2.1.1), from the leaf upwards.
   *
   * @param leaves the hashes of all leaves
   * @param index of the leaf, from 0
   */
  public static List<Hash> path(List<Hash> leaves, int index) {
    if (index < 0 || index >= leaves.size()) {
      throw new IndexOutOfBoundsException("leaf %d of %d".formatted(index, leaves.size()));
    }
    List<Hash> path = new ArrayList<>();
    List<Hash> level = leaves;
    int at = index;
    while (level.size() > 1) {
      int sibling = at ^ 1;
      if (sibling < level.size()) {
        path.add(level.get(sibling));
      }
      level = above(level);
      at >>= 1;
    }
    return path;
  }

  /** A last one without a sibling goes up as it is. */
  private static List<Hash> above(List<Hash> level) {
    List<Hash> above = new ArrayList<>(level.size() / 2 + 1);
    for (int i = 0; i < level.size(); i += 2) {
      above.add(i + 1 < level.size() ? node(level.get(i), level.get(i + 1)) : level.get(i));
    }
    return above;
  }

  /**
   * Whether a leaf is in the tree (RFC 9162, section 2.1.3.2).
   *
   * @param index of the leaf, from 0
   * @param size of the tree
   */
  public static boolean holds(Hash root, long size, long index, byte[] leaf, List<Hash> path) {
    if (index < 0 || index >= size) {
      return false;
    }
    Hash hash = leaf(leaf);
    long at = index;
    long last = size - 1;
    for (Hash sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        hash = node(sibling, hash);
        while ((at & 1) == 0 && at != 0) {
          at >>= 1;
          last >>= 1;
        }
      } else {
        hash = node(hash, sibling);
      }
      at >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }
}
