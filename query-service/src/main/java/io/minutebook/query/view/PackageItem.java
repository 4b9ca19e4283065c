package io.minutebook.query.view;

import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import java.time.LocalDate;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A package that the minutes of a meeting list.
 *
 * @param date the day of the meeting
 * @param group the item that it is listed under within its stage, such as a release; null: none
 * @param sections the titles of the headings that it stands under, outermost first
 */
public record PackageItem(
    MeetingId meeting,
    LocalDate date,
    String entry,
    PackageStage stage,
    String text,
    @Nullable String group,
    List<String> sections) {

  public PackageItem {
    sections = List.copyOf(sections);
  }

  Document toDocument() {
    Document document =
        new Document("entry", entry).append("stage", stage.name()).append("text", text);
    if (group != null) {
      document.append("group", group);
    }
    return document.append("sections", sections);
  }

  static PackageItem from(MeetingId meeting, LocalDate date, Document document) {
    return new PackageItem(
        meeting,
        date,
        document.getString("entry"),
        PackageStage.valueOf(document.getString("stage")),
        document.getString("text"),
        document.getString("group"),
        document.getList("sections", String.class));
  }
}
