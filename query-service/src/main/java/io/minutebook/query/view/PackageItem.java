package io.minutebook.query.view;

import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.minutes.Content;
import java.time.LocalDate;
import java.util.List;
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

  /** The package that a version of an entry is. */
  static PackageItem of(EntryVersion version, Content.ListedPackage listed) {
    String above = version.facts().above();
    return new PackageItem(
        version.meeting(),
        version.facts().date(),
        version.entry().value(),
        listed.stage(),
        listed.text(),
        above == null || PackageStage.named(above).isPresent() ? null : above,
        version.facts().sections());
  }
}
