package io.minutebook.query.view;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of an ordered list.
 *
 * @param hasPrevious whether it does not begin with the list's first item
 * @param hasNext whether there is more behind it, or may be
 * @param end the key by which the next page is asked for; empty: the last item's, if any
 */
public record Page<T>(
    List<Edge<T>> edges, boolean hasPrevious, boolean hasNext, Optional<String> end) {

  /** An item and its place in the order, by which the next page is asked for. */
  public record Edge<T>(String key, T node) {

    /** Something else in the same place. */
    <R> Edge<R> with(R other) {
      return new Edge<>(key, other);
    }
  }

  /**
   * Which part is wanted: at most {@code first} items, from the one after {@code after} on.
   *
   * @param after the key of an item; empty: from the beginning
   */
  public record Wanted(int first, Optional<String> after) {

    public Wanted {
      if (first < 1 || first > 1000) {
        throw new BadArgument("first", "a page has 1 to 1000 items, not " + first);
      }
    }
  }

  public Page {
    edges = List.copyOf(edges);
  }

  public Page(List<Edge<T>> edges, boolean hasPrevious, boolean hasNext) {
    this(edges, hasPrevious, hasNext, Optional.empty());
  }

  public List<T> nodes() {
    return edges.stream().map(Edge::node).toList();
  }

  /** The first items of what is left of the list once it begins after the wanted key. */
  static <T> Page<T> of(Iterator<Edge<T>> rest, Wanted wanted) {
    List<Edge<T>> edges = new ArrayList<>();
    while (edges.size() < wanted.first() && rest.hasNext()) {
      edges.add(rest.next());
    }
    return new Page<>(edges, wanted.after().isPresent(), rest.hasNext());
  }

  /**
   * What was found of it.
   *
   * @param found the first items of what is left of the list, one more than wanted if there are
   * @param goOn the key from which the next page goes on if there are no more items in this one,
   *     since enough was looked at for it; empty: all was looked at
   */
  static <T> Page<T> of(List<Edge<T>> found, Wanted wanted, Optional<String> goOn) {
    return found.size() > wanted.first() || goOn.isEmpty()
        ? of(found.iterator(), wanted)
        : new Page<>(found, wanted.after().isPresent(), true, goOn);
  }

  public <R> Page<R> map(Function<? super T, ? extends R> change) {
    List<Edge<R>> changed = new ArrayList<>(edges.size());
    for (Edge<T> edge : edges) {
      changed.add(new Edge<>(edge.key(), change.apply(edge.node())));
    }
    return new Page<>(changed, hasPrevious, hasNext, end);
  }
}
