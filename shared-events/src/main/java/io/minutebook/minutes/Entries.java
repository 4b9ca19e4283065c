package io.minutebook.minutes;

import io.minutebook.event.EntryId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Entries by their numbers; immutable. It is a tree of small arrays, so that a change copies the
 * way to one entry and shares all the rest: minutes of any length cost the same an event.
 */
final class Entries {

  private static final int BITS = 4;
  private static final int WIDTH = 1 << BITS;

  static final Entries NONE = new Entries(new Object[WIDTH], 0, 0);

  /** Arrays of arrays, and at the bottom of entries; null where there are none. */
  private final Object[] root;

  /** By how many bits a number is shifted to find its place in the root. */
  private final int shift;

  private final int size;

  private Entries(Object[] root, int shift, int size) {
    this.root = root;
    this.shift = shift;
    this.size = size;
  }

  int size() {
    return size;
  }

  @Nullable Entry get(EntryId id) {
    int number = id.number();
    if (number >>> shift >= WIDTH) {
      return null;
    }
    Object[] node = root;
    for (int level = shift; level > 0; level -= BITS) {
      node = (Object[]) node[place(number, level)];
      if (node == null) {
        return null;
      }
    }
    return (Entry) node[place(number, 0)];
  }

  /** These, and the entry in the place of any of the same id. */
  Entries with(Entry entry) {
    int number = entry.id().number();
    Object[] grown = root;
    int level = shift;
    while (number >>> level >= WIDTH) {
      Object[] above = new Object[WIDTH];
      above[0] = grown;
      grown = above;
      level += BITS;
    }
    boolean isNew = get(entry.id()) == null;
    return new Entries(changed(grown, level, number, entry), level, isNew ? size + 1 : size);
  }

  Entries without(EntryId id) {
    return get(id) == null
        ? this
        : new Entries(changed(root, shift, id.number(), null), shift, size - 1);
  }

  private static Object[] changed(
      Object @Nullable [] node, int level, int number, @Nullable Entry entry) {
    Object[] copy = node == null ? new Object[WIDTH] : node.clone();
    int place = place(number, level);
    copy[place] = level == 0 ? entry : changed((Object[]) copy[place], level - BITS, number, entry);
    return copy;
  }

  private static int place(int number, int level) {
    return number >>> level & WIDTH - 1;
  }

  /** Hands over all entries in the order of their numbers. */
  void forEach(Consumer<Entry> consumer) {
    forEach(root, shift, consumer);
  }

  private static void forEach(Object[] node, int level, Consumer<Entry> consumer) {
    for (Object each : node) {
      if (each instanceof Object[] below && level > 0) {
        forEach(below, level - BITS, consumer);
      } else if (each instanceof Entry entry) {
        consumer.accept(entry);
      }
    }
  }

  private List<Entry> inOrder() {
    List<Entry> all = new ArrayList<>(size);
    forEach(all::add);
    return all;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // of the very same tree nothing needs to be compared
  public boolean equals(@Nullable Object other) {
    return other instanceof Entries that
        && size == that.size
        && (root == that.root || inOrder().equals(that.inOrder()));
  }

  @Override
  public int hashCode() {
    return inOrder().hashCode();
  }
}
