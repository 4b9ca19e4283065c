package io.minutebook.command.meeting;

import io.minutebook.event.EntryId;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether what stands in the minutes before and after an edit kept its identity, judged by nothing
 * but the characters of the blocks.
 */
final class KeptIdentity {

  private KeptIdentity() {}

  /**
   * The texts whose entries lost an id that they should have kept. An entry stands on both sides if
   * the exact characters of its block, without the blanks around them, do, as a heading, the head
   * of a table, a row, or a text; for a row, in the same table: that of the same head and section.
   * Of a text that stands several times as many ids are kept as it stands on the side where it
   * stands less often. What there is once in any minutes, the title, the coordinates and the
   * attendance, is itself whatever it says.
   */
  static List<String> violations(Minutes before, Minutes after) {
    Map<String, Set<EntryId>> from = byText(before);
    Map<String, Set<EntryId>> to = byText(after);
    List<String> violations = new ArrayList<>();
    from.forEach(
        (text, ids) -> {
          Set<EntryId> now = to.getOrDefault(text, Set.of());
          Set<EntryId> kept = new HashSet<>(ids);
          kept.retainAll(now);
          int due = Math.min(ids.size(), now.size());
          if (kept.size() < due) {
            violations.add("'" + text + "' was " + ids + ", is " + now + "; to be kept: " + due);
          }
        });
    return violations;
  }

  private static Map<String, Set<EntryId>> byText(Minutes minutes) {
    Map<String, Set<EntryId>> byText = new TreeMap<>();
    Map<EntryId, String> tables = new HashMap<>();
    Map<String, Integer> ordinals = new HashMap<>();
    for (Entry entry : minutes.outline().inOrder()) {
      String source = entry.source() == null ? "" : entry.source().strip();
      EntryId parent = entry.parent();
      String text =
          switch (entry.content()) {
            case Content.Title c -> "";
            case Content.Coordinates c -> "";
            case Content.Attendance c -> "";
            case Content.Section c -> "heading " + source;
            case Content.Table c -> {
              String section = minutes.sectionOf(entry.id()).map(KeptIdentity::source).orElse("");
              String table = source + " in " + section;
              tables.put(entry.id(), table + " " + ordinals.merge(table, 1, Integer::sum));
              yield "table " + source;
            }
            default ->
                parent != null && tables.containsKey(parent)
                    ? "row " + source + " of " + tables.get(parent)
                    : "text " + source;
          };
      if (!source.isEmpty() && !text.isEmpty()) {
        byText
            .computeIfAbsent(text, key -> new TreeSet<>(Comparator.comparingInt(EntryId::number)))
            .add(entry.id());
      }
    }
    return byText;
  }

  private static String source(Entry entry) {
    return entry.source() == null ? "" : entry.source().strip();
  }
}
