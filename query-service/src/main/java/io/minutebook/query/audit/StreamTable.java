package io.minutebook.query.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Of each stream how far the store says that it is published, and how far the log was followed,
 * each with the first half of the hash there: some 80 to 160 bytes a stream, whatever its length
 * and its name's. Names are told apart by a hash of 64 bits whose key nobody knows beforehand. Safe
 * for use by several threads.
 */
final class StreamTable {

  /**
   * An end of a stream: its version, and 16 bytes of the hash; -1 and zeros where there is none.
   */
  record End(long version, long high, long low) {

    static final End NONE = new End(-1, 0, 0);

    static End of(long version, byte[] hash) {
      ByteBuffer bytes = ByteBuffer.wrap(hash);
      return new End(version, bytes.getLong(), bytes.getLong());
    }

    /** Whether it has this hash. */
    boolean has(byte[] hash) {
      ByteBuffer bytes = ByteBuffer.wrap(hash);
      return bytes.getLong() == high && bytes.getLong() == low;
    }
  }

  private static final int WIDTH = 7;
  private static final int STORED = 1;
  private static final int LOGGED = 4;

  private final long key = new SecureRandom().nextLong();
  private long[] slots = new long[1024 * WIDTH];
  private int size;

  synchronized void stored(String stream, End end) {
    put(stream, STORED, end);
  }

  synchronized void logged(String stream, End end) {
    put(stream, LOGGED, end);
  }

  synchronized End stored(String stream) {
    return get(stream, STORED);
  }

  synchronized End logged(String stream) {
    return get(stream, LOGGED);
  }

  /** How many streams the log does not have as far as the store says. */
  synchronized int behind() {
    int behind = 0;
    for (int at = 0; at < slots.length; at += WIDTH) {
      if (slots[at] != 0 && slots[at + LOGGED] < slots[at + STORED]) {
        behind++;
      }
    }
    return behind;
  }

  /** Versions are kept plus one, so that a slot that nobody wrote to has none. */
  private void put(String stream, int part, End end) {
    if ((size + 1) * 10L > slots.length / WIDTH * 7L) {
      grow();
    }
    long name = name(stream);
    int at = slot(slots, name);
    if (slots[at] == 0) {
      slots[at] = name;
      size++;
    }
    slots[at + part] = end.version() + 1;
    slots[at + part + 1] = end.high();
    slots[at + part + 2] = end.low();
  }

  private End get(String stream, int part) {
    int at = slot(slots, name(stream));
    return new End(slots[at + part] - 1, slots[at + part + 1], slots[at + part + 2]);
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    for (int at = 0; at < slots.length; at += WIDTH) {
      if (slots[at] != 0) {
        System.arraycopy(slots, at, larger, slot(larger, slots[at]), WIDTH);
      }
    }
    slots = larger;
  }

  /** Where a name is, or would be. */
  private static int slot(long[] slots, long name) {
    int count = slots.length / WIDTH;
    int at = (int) Long.remainderUnsigned(name, count);
    while (slots[at * WIDTH] != 0 && slots[at * WIDTH] != name) {
      at = at + 1 == count ? 0 : at + 1;
    }
    return at * WIDTH;
  }

  /** Never zero. */
  private long name(String stream) {
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    ByteBuffer padded = ByteBuffer.wrap(Arrays.copyOf(bytes, (bytes.length + 7) & ~7));
    long hash = mix(key ^ bytes.length);
    while (padded.hasRemaining()) {
      hash = mix(hash ^ padded.getLong()) + key;
    }
    return hash == 0 ? 1 : hash;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
