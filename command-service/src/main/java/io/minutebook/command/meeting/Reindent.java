package io.minutebook.command.meeting;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent.EntryMoved;
import io.minutebook.event.Place;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets the sources of an entry that moves, and of what stands under it, for their new depth. */
final class Reindent {

  private Reindent() {}

  /** The sources of the moved entries that change. */
  static Map<EntryId, String> moved(Minutes minutes, EntryId id, Place place) {
    List<Entry> within = minutes.outline().within(id);
    Minutes after = minutes.apply(new EntryMoved(id, place, Map.of()));
    String fresh = MarkdownWriter.render(after, id, null);
    Map<EntryId, String> sources = new HashMap<>();
    String old = within.getFirst().source();
    int shift = old == null ? 0 : indent(fresh) - indent(old);
    String lead = lead(fresh);
    for (Entry entry : within) {
      String source = entry.source();
      if (source != null) {
        String shifted = shifted(source, shift);
        boolean first = entry.id().equals(id);
        String changed = first ? lead + withoutLead(shifted) : shifted;
        if (!changed.endsWith("\n")) {
          changed += "\n";
        }
        if (!changed.equals(source)) {
          sources.put(entry.id(), changed);
        }
      }
    }
    return sources;
  }

  private static String lead(String source) {
    return source.substring(0, source.length() - withoutLead(source).length());
  }

  private static String withoutLead(String source) {
    return source.replaceFirst("^(?:[ \\t]*+\\R)++", "");
  }

  private static int indent(String source) {
    String text = withoutLead(source);
    return text.length() - text.stripLeading().length();
  }

  private static String shifted(String source, int by) {
    StringBuilder shifted = new StringBuilder();
    for (String line : source.split("(?<=\n)", -1)) {
      if (!line.isBlank()) {
        int has = line.length() - line.stripLeading().length();
        shifted.append(" ".repeat(Math.max(0, by)));
        shifted.append(line.substring(Math.min(has, Math.max(0, -by))));
      } else {
        shifted.append(line);
      }
    }
    return shifted.toString();
  }
}
