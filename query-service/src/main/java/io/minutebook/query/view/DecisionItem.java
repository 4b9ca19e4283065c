package io.minutebook.query.view;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import java.time.LocalDate;
import java.util.List;
import org.bson.Document;
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

  Document toDocument() {
    Document document = new Document("entry", entry).append("text", text);
    if (supersedes != null) {
      document.append("supersedes", supersedes.toString());
    }
    return document.append("sections", sections);
  }

  static DecisionItem from(MeetingId meeting, LocalDate date, Document document) {
    String supersedes = document.getString("supersedes");
    return new DecisionItem(
        meeting,
        date,
        document.getString("entry"),
        document.getString("text"),
        supersedes == null ? null : EntryAddress.parse(supersedes),
        document.getList("sections", String.class));
  }
}
