package io.minutebook.query.projection;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which actions an event happened to, by their identities for life. */
final class ActionRoots {

  private ActionRoots() {}

  /** The roots of those of the entries that are actions before or after the event. */
  static List<String> of(MeetingId meeting, List<String> entries, Minutes before, Minutes after) {
    Set<String> roots = new LinkedHashSet<>();
    for (String entry : entries) {
      EntryId id = new EntryId(entry);
      add(roots, meeting, id, before);
      add(roots, meeting, id, after);
    }
    return List.copyOf(roots);
  }

  private static void add(Set<String> roots, MeetingId meeting, EntryId id, Minutes minutes) {
    Entry entry = minutes.outline().find(id).orElse(null);
    if (entry != null && entry.content() instanceof Content.Action action) {
      roots.add(
          action.carried() == null
              ? new EntryAddress(meeting, id).toString()
              : action.carried().root().toString());
    }
  }
}
