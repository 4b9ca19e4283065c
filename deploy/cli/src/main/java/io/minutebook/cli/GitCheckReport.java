package io.minutebook.cli;

import io.minutebook.cli.git.Revision;
import io.minutebook.event.MeetingId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many revisions were compared with the minutes, and which of them differ.
 *
 * @param comparedByKind how many of each kind were compared
 */
record GitCheckReport(Map<Revision.Kind, Integer> comparedByKind, List<Difference> differences) {

  /** A revision that the minutes do not agree with, and where. */
  record Difference(
      MeetingId meeting, String file, String revision, Revision.Kind kind, String how) {}

  GitCheckReport {
    comparedByKind = Map.copyOf(new EnumMap<>(comparedByKind));
    differences = List.copyOf(differences);
  }

  int compared() {
    return comparedByKind.values().stream().mapToInt(it -> it).sum();
  }

  boolean isClean() {
    return differences.isEmpty() && compared() > 0;
  }

  private int compared(Revision.Kind kind) {
    return comparedByKind.getOrDefault(kind, 0);
  }

  private long equal(Revision.Kind kind) {
    return compared(kind) - differences.stream().filter(it -> it.kind() == kind).count();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Difference it : differences) {
      lines.add("differs: %s at %.7s: %s".formatted(it.meeting(), it.revision(), it.how()));
    }
    for (Revision.Kind kind : Revision.Kind.values()) {
      String wording =
          switch (kind) {
            case MAINLINE -> "mainline: %d of %d revisions equal their file";
            case SIDE ->
                "side branches: %d of %d revisions changed the minutes as they did the file";
            case MERGE -> "merges: %d of %d equal their file";
          };
      lines.add(wording.formatted(equal(kind), compared(kind)));
    }
    return lines;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("clean", isClean());
    for (Revision.Kind kind : Revision.Kind.values()) {
      json.put(
          kind.name().toLowerCase(Locale.ROOT),
          Map.of("compared", compared(kind), "equal", equal(kind)));
    }
    json.put("differences", differences.stream().map(GitCheckReport::json).toList());
    return json;
  }

  private static Map<String, Object> json(Difference difference) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("meeting", difference.meeting().toString());
    json.put("file", difference.file());
    json.put("revision", difference.revision());
    json.put("kind", difference.kind().name().toLowerCase(Locale.ROOT));
    json.put("how", difference.how());
    return json;
  }
}
