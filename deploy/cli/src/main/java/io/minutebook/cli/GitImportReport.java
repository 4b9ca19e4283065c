package io.minutebook.cli;

import io.minutebook.cli.git.Revision;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of every revision of every document of a history.
 *
 * @param documents how many documents the revisions are of
 * @param revisions how many of each kind met which end
 * @param events how many of each type were stored
 * @param failures what could not be brought in, and why
 */
record GitImportReport(
    SeriesId series,
    boolean seriesMade,
    int documents,
    Map<Revision.Kind, Map<Result, Integer>> revisions,
    SortedMap<String, Integer> events,
    List<Failure> failures) {

  /** What became of a revision of a document. */
  enum Result {
    BROUGHT_IN("brought in"),
    CHANGED_NOTHING("changed nothing"),
    ALREADY_THERE("already there"),
    FAILED("failed");

    private final String inWords;

    Result(String inWords) {
      this.inWords = inWords;
    }
  }

  /**
   * Something that could not be brought in.
   *
   * @param revision the commit's id; null where it is about the whole document
   */
  record Failure(
      String file, @Nullable MeetingId meeting, @Nullable String revision, String reason) {

    String line() {
      return "failed: %s%s: %s"
          .formatted(file, revision == null ? "" : " at " + revision.substring(0, 7), reason);
    }
  }

  GitImportReport {
    revisions = Collections.unmodifiableMap(new EnumMap<>(revisions));
    events = Collections.unmodifiableSortedMap(new TreeMap<>(events));
    failures = List.copyOf(failures);
  }

  boolean isClean() {
    return failures.isEmpty();
  }

  int count(Result result) {
    return revisions.values().stream().mapToInt(it -> it.getOrDefault(result, 0)).sum();
  }

  int count(Revision.Kind kind) {
    return revisions.getOrDefault(kind, Map.of()).values().stream().mapToInt(it -> it).sum();
  }

  private int eventCount() {
    return events.values().stream().mapToInt(it -> it).sum();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    failures.forEach(failure -> lines.add(failure.line()));
    lines.add(
        "%s%s: %d documents in %d revisions: %d on the mainline, %d on side branches, %d merges"
            .formatted(
                series,
                seriesMade ? " (new)" : "",
                documents,
                count(Revision.Kind.MAINLINE)
                    + count(Revision.Kind.SIDE)
                    + count(Revision.Kind.MERGE),
                count(Revision.Kind.MAINLINE),
                count(Revision.Kind.SIDE),
                count(Revision.Kind.MERGE)));
    List<String> ends = new ArrayList<>();
    for (Result result : Result.values()) {
      ends.add(count(result) + " " + result.inWords);
    }
    lines.add("revisions: " + String.join(", ", ends));
    lines.add("events: " + eventCount() + (events.isEmpty() ? "" : " (" + kinds() + ")"));
    return lines;
  }

  private String kinds() {
    return events.entrySet().stream()
        .map(event -> event.getKey() + " " + event.getValue())
        .collect(Collectors.joining(", "));
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("series", series.slug());
    json.put("seriesMade", seriesMade);
    json.put("documents", documents);
    Map<String, Object> byKind = new LinkedHashMap<>();
    for (Revision.Kind kind : Revision.Kind.values()) {
      Map<String, Object> ends = new LinkedHashMap<>();
      for (Result result : Result.values()) {
        ends.put(
            camelCase(result.inWords),
            revisions.getOrDefault(kind, Map.of()).getOrDefault(result, 0));
      }
      byKind.put(kind.name().toLowerCase(Locale.ROOT), ends);
    }
    json.put("revisions", byKind);
    json.put("events", events);
    json.put("failures", failures.stream().map(GitImportReport::json).toList());
    return json;
  }

  private static String camelCase(String words) {
    int blank = words.indexOf(' ');
    return blank < 0
        ? words
        : words.substring(0, blank)
            + words.substring(blank + 1, blank + 2).toUpperCase(Locale.ROOT)
            + words.substring(blank + 2);
  }

  private static Map<String, @Nullable Object> json(Failure failure) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("file", failure.file());
    json.put("meeting", failure.meeting() == null ? null : failure.meeting().toString());
    json.put("revision", failure.revision());
    json.put("reason", failure.reason());
    return json;
  }
}
