package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.markdown.RoundTrip;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps blocks apart where a command puts, moves or takes one: Markdown tells some neighbours apart
 * by the blank line between them alone, and that may have belonged to what is gone.
 */
final class Seams {

  private Seams() {}

  /**
   * The source for a new entry: as rendered, or, where it would not be read back as it is meant,
   * with a blank line behind it, or in the canonical layout.
   */
  static String fitted(
      Minutes minutes,
      EntryId entry,
      String rendered,
      Function<@Nullable String, MeetingEvent> event) {
    Minutes after = minutes.apply(event.apply(rendered));
    if (RoundTrip.holds(after)) {
      return rendered;
    }
    String plain = MarkdownWriter.renderPlainly(minutes.apply(event.apply(null)), entry);
    for (String other : List.of(rendered + "\n", plain, plain + "\n")) {
      if (RoundTrip.holds(minutes.apply(event.apply(other)))) {
        return other;
      }
    }
    refuseUnlessBroken(minutes, after.outline().get(entry).parent());
    return rendered;
  }

  /** Minutes that read back as they stand must go on doing so. */
  private static void refuseUnlessBroken(Minutes minutes, @Nullable EntryId parent) {
    if (RoundTrip.holds(minutes)) {
      throw Refusal.invalid(
          "under",
          "At this place under "
              + (parent == null ? "the document" : parent)
              + " its Markdown would run into that of its neighbours; put it elsewhere.");
    }
  }

  /** The source for a changed entry: where the next begins in its line, perhaps with a line end. */
  static String closed(
      Minutes minutes,
      EntryId entry,
      String rendered,
      Function<@Nullable String, MeetingEvent> event) {
    if (rendered.endsWith("\n") || nextBlock(minutes, entry) == null) {
      return rendered;
    }
    return RoundTrip.holds(minutes.apply(event.apply(rendered))) ? rendered : rendered + "\n";
  }

  /** The sources to change where an entry is taken out or moved, beside {@code changed}. */
  static Map<EntryId, String> mended(
      Minutes minutes,
      EntryId entry,
      Map<EntryId, String> changed,
      Function<Map<EntryId, String>, MeetingEvent> event) {
    if (RoundTrip.holds(minutes.apply(event.apply(changed)))) {
      return changed;
    }
    List<Entry> order = minutes.outline().inOrder();
    List<Entry> within = minutes.outline().within(entry);
    int first = order.indexOf(within.getFirst());
    int behind = first + within.size();
    Map<EntryId, String> mended = new HashMap<>(changed);
    if (behind < order.size()) {
      space(order.get(behind), mended);
    }
    if (RoundTrip.holds(minutes.apply(event.apply(mended)))) {
      return mended;
    }
    // Where it went, something may have to be set apart as well.
    Minutes after = minutes.apply(event.apply(changed));
    if (after.outline().find(entry).isPresent()) {
      Entry next = nextBehind(after, entry);
      if (next != null) {
        space(next, mended);
      }
      if (RoundTrip.holds(minutes.apply(event.apply(mended)))) {
        return mended;
      }
    }
    refuseUnlessBroken(minutes, minutes.outline().get(entry).parent());
    return changed;
  }

  private static void space(Entry entry, Map<EntryId, String> sources) {
    String source = sources.getOrDefault(entry.id(), entry.source());
    if (source != null && !startsBlank(source)) {
      sources.put(entry.id(), "\n" + source);
    }
  }

  private static @Nullable Entry nextBehind(Minutes minutes, EntryId entry) {
    List<Entry> order = minutes.outline().inOrder();
    List<Entry> within = minutes.outline().within(entry);
    int behind = order.indexOf(within.getFirst()) + within.size();
    return behind < order.size() ? order.get(behind) : null;
  }

  /** The entry whose source follows that of this one, be it under it or behind it. */
  private static @Nullable Entry nextBlock(Minutes minutes, EntryId entry) {
    List<Entry> order = minutes.outline().inOrder();
    int next = order.indexOf(minutes.outline().get(entry)) + 1;
    return next < order.size() ? order.get(next) : null;
  }

  private static boolean startsBlank(String source) {
    int end = source.indexOf('\n');
    return end >= 0 && source.substring(0, end).isBlank();
  }
}
