package io.minutebook.query.graphql;

import graphql.execution.AbortExecutionException;
import java.util.Map;

/** A query that is not begun, with the code and the reason that are answered. */
final class RefusedQuery extends AbortExecutionException {

  static final String TOO_COMPLEX = "TOO_COMPLEX";
  static final String INVALID_QUERY = "INVALID_QUERY";

  private static final long serialVersionUID = 1;

  private final String code;

  RefusedQuery(String code, String message) {
    super(message);
    this.code = code;
  }

  /** Of one thing there is more than there may be. */
  static void unlessAtMost(long limit, long found, String what) {
    if (found > limit) {
      throw new RefusedQuery(
          TOO_COMPLEX,
          "this query asks for too much: it has %s %s, and %d are the most"
              .formatted(found >= Extent.MOST ? "very many" : Long.toString(found), what, limit));
    }
  }

  @Override
  public Map<String, Object> getExtensions() {
    return Map.of("code", code);
  }
}
