package io.minutebook.seal;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.LogFormatException;
import io.minutebook.log.RecordedEvent;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an entry said at the end of some commits, and who made it say so.
 *
 * @param text as Markdown; of one that was taken out, what it said last
 * @param stands whether it is in the minutes at the end
 * @param changes by whom and when it was written, changed and taken out, in order
 */
public record EntryStory(String text, boolean stands, List<Change> changes) {

  /**
   * A change of what the entry said.
   *
   * @param version of the event
   * @param at when it was recorded
   * @param occurredAt when it happened, if an import says so
   * @param actor who did it
   * @param onBehalfOf the author of what was imported
   */
  public record Change(
      long version,
      Instant at,
      @Nullable Instant occurredAt,
      String actor,
      @Nullable String onBehalfOf,
      String command,
      @Nullable String reason) {}

  /**
   * Folds the commits of a meeting; empty if they never have that entry.
   *
   * @throws Unreadable if they cannot be folded
   */
  public static Optional<EntryStory> of(EntryId entry, List<Commit> commits) {
    EventCodec codec = new EventCodec();
    Minutes minutes = Minutes.NONE;
    Entry last = null;
    String text = "";
    boolean stands = false;
    List<Change> changes = new ArrayList<>();
    try {
      for (Commit commit : commits) {
        for (RecordedEvent recorded : codec.recorded(commit)) {
          if (!(recorded.event() instanceof MeetingEvent event)) {
            throw new Unreadable("%s is no event of a meeting".formatted(recorded.id()), null);
          }
          minutes = minutes.apply(event);
          Entry now = minutes.outline().find(entry).orElse(null);
          if (isChange(last, now, stands)) {
            changes.add(change(recorded));
          }
          stands = now != null;
          if (now != null) {
            last = now;
            text = text(minutes, now);
          }
        }
      }
    } catch (LogFormatException | IllegalArgumentException e) {
      throw new Unreadable("the events cannot be folded: " + e.getMessage(), e);
    }
    return last == null
        ? Optional.empty()
        : Optional.of(new EntryStory(text, stands, List.copyOf(changes)));
  }

  private static boolean isChange(@Nullable Entry last, @Nullable Entry now, boolean stood) {
    if (now == null) {
      return stood;
    }
    return last == null
        || !stood
        || !Objects.equals(last.content(), now.content())
        || !Objects.equals(last.source(), now.source());
  }

  private static String text(Minutes minutes, Entry entry) {
    String source = entry.source();
    return (source == null ? MarkdownWriter.renderPlainly(minutes, entry.id()) : source).strip();
  }

  private static Change change(RecordedEvent recorded) {
    return new Change(
        recorded.version(),
        recorded.at(),
        recorded.occurredAt(),
        recorded.meta().actor(),
        recorded.meta().onBehalfOf(),
        recorded.meta().command(),
        recorded.meta().reason());
  }
}
