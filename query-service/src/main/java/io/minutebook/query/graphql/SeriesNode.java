package io.minutebook.query.graphql;

import io.minutebook.query.view.StoredSeries;
import java.util.List;

/** A series as GraphQL shows it; each method is named like the schema's field. */
record SeriesNode(StoredSeries stored) {

  record Board(String name, List<String> states) {}

  public String slug() {
    return stored.id().slug();
  }

  public String name() {
    return stored.series().name();
  }

  public long version() {
    return stored.version();
  }

  public List<String> sections() {
    return stored.series().sections();
  }

  public List<Board> boards() {
    return stored.series().boards().entrySet().stream()
        .map(board -> new Board(board.getKey(), board.getValue()))
        .toList();
  }
}
