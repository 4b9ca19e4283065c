package io.minutebook.cli;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import org.jspecify.annotations.Nullable;

/**
 * The minutes of a meeting, or one entry of them.
 *
 * @param entry null: all of them
 */
record Subject(MeetingId meeting, @Nullable EntryId entry) {

  /** Parses {@code SERIES/YYYY-MM-DD[-2]}, with {@code #ENTRY} behind it or not. */
  static Subject parse(String text) {
    if (!text.contains("#")) {
      return new Subject(MeetingId.parse(text), null);
    }
    EntryAddress address = EntryAddress.parse(text);
    return new Subject(address.meeting(), address.entry());
  }

  /** The entry's name, for a query; null: none. */
  @Nullable String entryName() {
    return entry == null ? null : entry.value();
  }
}
