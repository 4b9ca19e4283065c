package io.minutebook.query.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of each stream the first finding of each kind, and counts what is more than can be kept. A
 * kind of which there are many gives way to the others: of each kind the streams that come first by
 * name are kept, in whichever order they were found. Safe for use by several threads.
 */
final class Findings {

  /** So many are kept: enough for some of every kind. */
  static final int MOST = 1000;

  private final Map<Finding.Kind, NavigableMap<String, Finding>> first =
      new EnumMap<>(Finding.Kind.class);
  private int size;
  private long more;

  /** What is not the matter of one field. */
  void add(Finding.Kind kind, String stream, long version, String detail) {
    add(kind, stream, version, null, detail);
  }

  synchronized void add(
      Finding.Kind kind, String stream, long version, @Nullable String field, String detail) {
    NavigableMap<String, Finding> ofKind = first.computeIfAbsent(kind, none -> new TreeMap<>());
    Finding known = ofKind.get(stream);
    if (known == null) {
      size++;
    } else if (known.version() <= version) {
      return;
    }
    ofKind.put(stream, new Finding(kind, stream, version, field, detail));
    if (size > MOST) {
      size--;
      more++;
      most().pollLastEntry();
    }
  }

  /** Of the kind of which most are kept. */
  private NavigableMap<String, Finding> most() {
    return first.values().stream().max(Comparator.comparingInt(NavigableMap::size)).orElseThrow();
  }

  /** How many were found and are not kept. */
  synchronized long more() {
    return more;
  }

  synchronized List<Finding> inOrder() {
    List<Finding> findings = new ArrayList<>();
    first.values().forEach(ofKind -> findings.addAll(ofKind.values()));
    findings.sort(
        Comparator.comparing(Finding::stream)
            .thenComparingLong(Finding::version)
            .thenComparing(Finding::kind));
    return findings;
  }
}
