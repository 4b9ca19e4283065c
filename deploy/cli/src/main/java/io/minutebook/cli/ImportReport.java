package io.minutebook.cli;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of every file of an import.
 *
 * @param others files that were left alone because they are not Markdown
 */
record ImportReport(SeriesId series, boolean seriesMade, List<Item> items, List<String> others) {

  /** What became of a file. */
  enum Result {
    IMPORTED,
    CHANGED,
    UNCHANGED,
    FAILED
  }

  /**
   * One file.
   *
   * @param version the version of the minutes afterwards, -1 if it failed
   * @param remark why it failed, or what is odd about it
   */
  record Item(
      String file,
      @Nullable MeetingId meeting,
      Result result,
      long version,
      @Nullable String remark) {

    static Item failed(String file, @Nullable MeetingId meeting, String reason) {
      return new Item(file, meeting, Result.FAILED, -1, reason);
    }
  }

  ImportReport {
    items = List.copyOf(items);
    others = List.copyOf(others);
  }

  /** Whether the file of this name is among the minutes now. */
  boolean hasTaken(String file) {
    return items.stream()
        .anyMatch(item -> item.file().equals(file) && item.result() != Result.FAILED);
  }

  long failed() {
    return count(Result.FAILED);
  }

  long count(Result result) {
    return items.stream().filter(it -> it.result() == result).count();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Item item : items) {
      if (item.remark() != null) {
        String kind = item.result() == Result.FAILED ? "failed" : "note";
        lines.add("%s: %s: %s".formatted(kind, item.file(), item.remark()));
      }
    }
    if (!others.isEmpty()) {
      lines.add("note: not Markdown, left alone: " + String.join(", ", others));
    }
    lines.add(
        "%s%s: %d imported, %d changed, %d unchanged, %d failed"
            .formatted(
                series,
                seriesMade ? " (new)" : "",
                count(Result.IMPORTED),
                count(Result.CHANGED),
                count(Result.UNCHANGED),
                failed()));
    return lines;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("series", series.slug());
    json.put("seriesMade", seriesMade);
    for (Result result : Result.values()) {
      json.put(result.name().toLowerCase(Locale.ROOT), count(result));
    }
    json.put("documents", items.stream().map(ImportReport::json).toList());
    json.put("notMarkdown", others);
    return json;
  }

  private static Map<String, @Nullable Object> json(Item item) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("file", item.file());
    json.put("meeting", item.meeting() == null ? null : item.meeting().toString());
    json.put("result", item.result().name().toLowerCase(Locale.ROOT));
    json.put("version", item.version() < 0 ? null : item.version());
    json.put("remark", item.remark());
    return json;
  }
}
