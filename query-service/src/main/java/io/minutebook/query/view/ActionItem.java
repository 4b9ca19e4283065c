package io.minutebook.query.view;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.minutes.ActionStatus;
import java.time.LocalDate;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An action item in the minutes of a meeting.
 *
 * @param date the day of the meeting
 * @param remark the reason or remark of the last change of status
 * @param sections the titles of the headings that it stands under, outermost first
 * @param root the entry that first assigned it: its identity for life
 * @param from the entry of the earlier minutes that it was carried over from; null: from none
 * @param steps what happened to it in these minutes, in order
 */
public record ActionItem(
    MeetingId meeting,
    LocalDate date,
    String entry,
    List<PersonLabel> owners,
    String text,
    List<String> tickets,
    @Nullable LocalDate due,
    ActionStatus status,
    @Nullable String remark,
    List<String> sections,
    EntryAddress root,
    @Nullable EntryAddress from,
    List<ActionStep> steps) {

  public ActionItem {
    owners = List.copyOf(owners);
    tickets = List.copyOf(tickets);
    sections = List.copyOf(sections);
    steps = List.copyOf(steps);
  }

  /** The nearest heading above it. */
  public @Nullable String section() {
    return sections.isEmpty() ? null : sections.getLast();
  }

  Document toDocument() {
    Document document =
        new Document("entry", entry)
            .append("owners", owners.stream().map(PersonLabel::label).toList())
            .append("ownerKeys", owners.stream().map(PersonLabel::key).distinct().toList())
            .append("text", text)
            .append("tickets", tickets);
    if (due != null) {
      document.append("due", due.toString());
    }
    document.append("status", status.name());
    if (remark != null) {
      document.append("remark", remark);
    }
    document.append("sections", sections).append("root", root.toString());
    if (from != null) {
      document.append("from", from.toString());
    }
    return document.append("steps", steps.stream().map(ActionStep::toDocument).toList());
  }

  static ActionItem from(MeetingId meeting, LocalDate date, Document document) {
    String due = document.getString("due");
    String from = document.getString("from");
    return new ActionItem(
        meeting,
        date,
        document.getString("entry"),
        document.getList("owners", String.class).stream().map(PersonLabel::new).toList(),
        document.getString("text"),
        document.getList("tickets", String.class),
        due == null ? null : LocalDate.parse(due),
        ActionStatus.valueOf(document.getString("status")),
        document.getString("remark"),
        document.getList("sections", String.class),
        EntryAddress.parse(document.getString("root")),
        from == null ? null : EntryAddress.parse(from),
        document.getList("steps", Document.class).stream().map(ActionStep::from).toList());
  }
}
