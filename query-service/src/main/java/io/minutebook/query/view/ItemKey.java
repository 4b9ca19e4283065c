package io.minutebook.query.view;

import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** The place of an item in a list over several documents: its document, and which one in it. */
record ItemKey(String stream, int index) implements Comparable<ItemKey> {

  String text() {
    return stream + "#" + index;
  }

  static ItemKey parse(String text) {
    int hash = text.lastIndexOf('#');
    try {
      return new ItemKey(
          text.substring(0, Math.max(0, hash)),
          Integer.parseInt(text, hash + 1, text.length(), 10));
    } catch (NumberFormatException e) {
      throw new BadArgument("after", "this is not a cursor of this list");
    }
  }

  /** The item after which the wanted page begins. */
  static Optional<ItemKey> from(Page.Wanted wanted) {
    return wanted.after().map(ItemKey::parse);
  }

  /** What comes after the wanted key, of items in the order of their keys. */
  static <T> Iterator<Page.Edge<T>> after(Page.Wanted wanted, Stream<Page.Edge<T>> items) {
    Optional<ItemKey> after = from(wanted);
    return after
        .map(key -> items.filter(edge -> parse(edge.key()).compareTo(key) > 0))
        .orElse(items)
        .iterator();
  }

  @Override
  public int compareTo(ItemKey other) {
    int byStream = stream.compareTo(other.stream);
    return byStream != 0 ? byStream : Integer.compare(index, other.index);
  }
}
