package io.minutebook.query.view;

import io.minutebook.event.MeetingId;
import java.time.LocalDate;
import java.util.List;
import org.bson.Document;

/**
 * The items of one kind in the minutes of one meeting, in the order of the minutes, as one version
 * of them has it.
 */
public record MeetingItems<T>(MeetingId meeting, LocalDate date, long version, List<T> items) {

  public MeetingItems {
    items = List.copyOf(items);
  }

  static Document document(MeetingId meeting, LocalDate date, long version, List<Document> items) {
    return new Document("_id", meeting.stream())
        .append("version", version)
        .append("series", meeting.series().slug())
        .append("date", date.toString())
        .append("items", items);
  }

  /** The document of a meeting's action items. */
  public static Document ofActions(MeetingItems<ActionItem> actions) {
    return document(
        actions.meeting,
        actions.date,
        actions.version,
        actions.items.stream().map(ActionItem::toDocument).toList());
  }

  /** The document of a meeting's counts of tickets. */
  public static Document ofCounts(MeetingItems<TicketNumber> counts) {
    return document(
        counts.meeting,
        counts.date,
        counts.version,
        counts.items.stream().map(TicketNumber::toDocument).toList());
  }

  static MeetingId meeting(Document document) {
    return MeetingId.ofStream(document.getString("_id"));
  }

  static LocalDate date(Document document) {
    return LocalDate.parse(document.getString("date"));
  }
}
