package io.minutebook.cli;

import io.minutebook.markdown.ReadingReport;
import io.minutebook.markdown.Unrecognised;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What documents were read as, and what in them was not recognised.
 *
 * @param entriesByKind how many entries of each kind there are
 */
record Reading(int documents, SortedMap<String, Integer> entriesByKind, List<Doubt> doubts) {

  /** Something that was not recognised in a document. */
  record Doubt(String document, Unrecognised what) {

    String line() {
      String place = what.place().isEmpty() ? "" : " (" + what.place() + ")";
      return "not recognised: %s, line %d%s: \"%s\" %s"
          .formatted(
              document,
              what.line(),
              place,
              what.text().strip().replaceAll("\\s*\\R\\s*", " / "),
              what.reason().wording());
    }
  }

  /** Reads documents, each by the name that it has for people; those in UTF-8, that is. */
  static Reading of(Map<String, byte[]> documents) {
    SortedMap<String, Integer> entries = new TreeMap<>();
    List<Doubt> doubts = new ArrayList<>();
    documents.forEach(
        (name, content) -> {
          ReadingReport report = ReadingReport.of(new String(content, StandardCharsets.UTF_8));
          report.entriesByKind().forEach((kind, count) -> entries.merge(kind, count, Integer::sum));
          report.unrecognised().forEach(what -> doubts.add(new Doubt(name, what)));
        });
    return new Reading(documents.size(), entries, doubts);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(doubts.stream().map(Doubt::line).toList());
    lines.add(
        "read: %d documents with %d entries (%s); %d places not recognised, kept as they stand"
            .formatted(
                documents,
                entriesByKind.values().stream().mapToInt(it -> it).sum(),
                entriesByKind.entrySet().stream()
                    .map(it -> it.getKey() + " " + it.getValue())
                    .collect(Collectors.joining(", ")),
                doubts.size()));
    return lines;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("documents", documents);
    json.put("entries", entriesByKind);
    json.put("notRecognised", doubts.stream().map(Reading::json).toList());
    return json;
  }

  private static Map<String, Object> json(Doubt doubt) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("document", doubt.document());
    json.put("line", doubt.what().line());
    json.put("section", doubt.what().section());
    json.put("text", doubt.what().text());
    json.put("reason", doubt.what().reason().wording());
    return json;
  }
}
