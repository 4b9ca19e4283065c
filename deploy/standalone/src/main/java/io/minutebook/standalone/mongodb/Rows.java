package io.minutebook.standalone.mongodb;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one collection, as BSON, by position. A position is a row's for as long as it
 * lives, and may be another's later. The arrays of bytes are never changed, only replaced.
 */
final class Rows {

  private byte[] @Nullable [] rows = new byte[16][];
  private final BitSet taken = new BitSet();
  private int lowestFree;
  private int count;
  private long bytes;

  /** A position where no row is. */
  int nextPosition() {
    lowestFree = taken.nextClearBit(lowestFree);
    return lowestFree;
  }

  /** Stores at a position that is free, or replaces what is there. Positions may come in gaps. */
  void put(int position, byte[] row) {
    if (position >= rows.length) {
      rows = Arrays.copyOf(rows, Math.max(position + 1, rows.length * 2));
    }
    byte[] before = rows[position];
    rows[position] = row;
    bytes += row.length;
    if (before == null) {
      taken.set(position);
      count++;
    } else {
      bytes -= before.length;
    }
  }

  void remove(int position) {
    bytes -= get(position).length;
    rows[position] = null;
    taken.clear(position);
    count--;
    lowestFree = Math.min(lowestFree, position);
  }

  byte[] get(int position) {
    byte[] row = position < rows.length ? rows[position] : null;
    if (row == null) {
      throw new IllegalStateException("There is no row at position " + position);
    }
    return row;
  }

  void forEachPosition(IntConsumer consumer) {
    taken.stream().forEach(consumer);
  }

  /** The rows as they are now, whatever happens to them later; empty positions are null. */
  byte[] @Nullable [] copy() {
    return Arrays.copyOf(rows, taken.length());
  }

  int count() {
    return count;
  }

  long bytes() {
    return bytes;
  }
}
