package io.minutebook.query.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps of each stream the first finding of each kind. */
final class Findings {

  private record Key(String stream, Finding.Kind kind) {}

  private final Map<Key, Finding> first = new LinkedHashMap<>();

  void add(Finding.Kind kind, String stream, long version, String detail) {
    first.merge(
        new Key(stream, kind),
        new Finding(kind, stream, version, detail),
        (known, other) -> other.version() < known.version() ? other : known);
  }

  List<Finding> inOrder() {
    List<Finding> findings = new ArrayList<>(first.values());
    findings.sort(
        Comparator.comparing(Finding::stream)
            .thenComparingLong(Finding::version)
            .thenComparing(Finding::kind));
    return findings;
  }
}
