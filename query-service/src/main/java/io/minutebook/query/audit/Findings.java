package io.minutebook.query.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of each stream the first finding of each kind, and counts what is more than can be kept.
 * Safe for use by several threads.
 */
final class Findings {

  /** So many are kept. */
  static final int MOST = 1000;

  private record Key(String stream, Finding.Kind kind) {}

  private final Map<Key, Finding> first = new LinkedHashMap<>();
  private long more;

  /** What is not the matter of one field. */
  void add(Finding.Kind kind, String stream, long version, String detail) {
    add(kind, stream, version, null, detail);
  }

  synchronized void add(
      Finding.Kind kind, String stream, long version, @Nullable String field, String detail) {
    Key key = new Key(stream, kind);
    if (first.size() >= MOST && !first.containsKey(key)) {
      more++;
      return;
    }
    first.merge(
        key,
        new Finding(kind, stream, version, field, detail),
        (known, other) -> other.version() < known.version() ? other : known);
  }

  /** How many were found and are not kept. */
  synchronized long more() {
    return more;
  }

  synchronized List<Finding> inOrder() {
    List<Finding> findings = new ArrayList<>(first.values());
    findings.sort(
        Comparator.comparing(Finding::stream)
            .thenComparingLong(Finding::version)
            .thenComparing(Finding::kind));
    return findings;
  }
}
