package io.minutebook.query.view;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.minutes.Content;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision in the minutes of a meeting.
 *
 * @param date the day of the meeting
 * @param supersedes the earlier decision whose place it takes; null: none
 * @param sections the titles of the headings that it stands under, outermost first
 */
public record DecisionItem(
    MeetingId meeting,
    LocalDate date,
    String entry,
    String text,
    @Nullable EntryAddress supersedes,
    List<String> sections) {

  public DecisionItem {
    sections = List.copyOf(sections);
  }

  /** What other decisions call it. */
  public EntryAddress address() {
    return new EntryAddress(meeting, new EntryId(entry));
  }

  /** The decision that a version of an entry is. */
  static DecisionItem of(EntryVersion version, Content.Decision decision) {
    return new DecisionItem(
        version.meeting(),
        version.facts().date(),
        version.entry().value(),
        decision.text(),
        decision.supersedes(),
        version.facts().sections());
  }
}
