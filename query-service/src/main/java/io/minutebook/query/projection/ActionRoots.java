package io.minutebook.query.projection;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Minutes;
import java.util.List;
import java.util.stream.Stream;

/** Which actions an event happened to, by their identities for life. */
final class ActionRoots {

  private ActionRoots() {}

  /** The roots of those of the entries that are actions before or after the event. */
  static List<String> of(MeetingId meeting, List<String> entries, Minutes before, Minutes after) {
    return entries.stream()
        .map(EntryId::new)
        .flatMap(id -> Stream.of(before, after).flatMap(minutes -> root(meeting, id, minutes)))
        .distinct()
        .toList();
  }

  private static Stream<String> root(MeetingId meeting, EntryId id, Minutes minutes) {
    return minutes.outline().find(id).stream()
        .flatMap(
            entry ->
                entry.content() instanceof Content.Action action
                    ? Stream.of(
                        action.carried() == null
                            ? new EntryAddress(meeting, id).toString()
                            : action.carried().root().toString())
                    : Stream.empty());
  }
}
