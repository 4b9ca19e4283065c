package io.minutebook.query.graphql;

import io.minutebook.query.view.BadArgument;
import io.minutebook.query.view.Page;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page in the form that GraphQL clients know: edges with cursors, and where the page ends. */
record Connection<T>(List<Edge<T>> edges, List<T> nodes, PageInfo pageInfo) {

  record Edge<T>(String cursor, T node) {}

  record PageInfo(
      boolean hasNextPage,
      boolean hasPreviousPage,
      @Nullable String startCursor,
      @Nullable String endCursor) {}

  static <S, T> Connection<T> of(Page<S> page, Function<S, T> change) {
    List<Edge<T>> edges =
        page.<T>map(change).edges().stream()
            .map(edge -> new Edge<>(cursor(edge.key()), edge.node()))
            .toList();
    return new Connection<>(
        edges,
        edges.stream().map(Edge::node).toList(),
        new PageInfo(
            page.hasNext(),
            page.hasPrevious(),
            edges.isEmpty() ? null : edges.getFirst().cursor(),
            page.end()
                .map(Connection::cursor)
                .orElse(edges.isEmpty() ? null : edges.getLast().cursor())));
  }

  /** What the arguments {@code first} and {@code after} ask for. */
  static Page.Wanted wanted(int first, @Nullable String after) {
    return new Page.Wanted(first, Optional.ofNullable(after).map(Connection::key));
  }

  private static String cursor(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String key(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadArgument("after", "this is not a cursor of this list");
    }
  }
}
