package io.minutebook.query.projection;

import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The headings that an entry stands under. */
final class Sections {

  private Sections() {}

  /** The titles of the headings, outermost first. */
  static List<String> of(Entry entry, Minutes minutes) {
    List<String> titles = new ArrayList<>();
    Optional<Entry> section = minutes.sectionOf(entry.id());
    while (section.isPresent()) {
      titles.addFirst(((Content.Section) section.get().content()).title());
      section = minutes.sectionOf(section.get().id());
    }
    return titles;
  }
}
