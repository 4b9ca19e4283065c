package io.minutebook.query.view;

import io.minutebook.event.EntryAddress;
import io.minutebook.minutes.Content;
import java.time.LocalDate;
import java.util.List;

/**
 * An entry that speaks of something that was asked for.
 *
 * @param date the day of the meeting
 * @param sections the titles of the headings that it stands under, outermost first
 */
public record Mention(
    EntryAddress entry, LocalDate date, Content content, String text, List<String> sections) {

  static Mention of(EntryVersion version) {
    return new Mention(
        version.address(),
        version.facts().date(),
        version.facts().content(),
        EntryText.of(version.facts().content()),
        version.facts().sections());
  }
}
