package io.minutebook.query.projection;

import io.minutebook.event.EntryId;
import io.minutebook.event.PackageStage;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.view.MeetingItems;
import io.minutebook.query.view.PackageItem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The packages that a meeting's minutes list. */
final class PackagesProjection {

  private PackagesProjection() {}

  static Document document(OfMeeting state) {
    LocalDate date = state.stored(null).date();
    List<PackageItem> items = new ArrayList<>();
    for (Entry entry : state.minutes().outline().inOrder()) {
      if (entry.content() instanceof Content.ListedPackage listed) {
        items.add(
            new PackageItem(
                state.meeting(),
                date,
                entry.id().value(),
                listed.stage(),
                listed.text(),
                groupOf(entry, state.minutes()),
                Sections.of(entry, state.minutes())));
      }
    }
    return MeetingItems.ofPackages(state.items(items));
  }

  /** What the item right above says, unless it is the one that names the stage. */
  private static @Nullable String groupOf(Entry entry, Minutes minutes) {
    EntryId parent = entry.parent();
    return parent != null
            && minutes.outline().get(parent).content() instanceof Content.Note(String text)
            && PackageStage.named(text).isEmpty()
        ? text
        : null;
  }
}
