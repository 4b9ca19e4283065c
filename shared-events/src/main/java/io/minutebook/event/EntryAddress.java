package io.minutebook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An entry of some meeting's minutes, named from anywhere: {@code weekly/2020-05-04#e7}. */
public record EntryAddress(MeetingId meeting, EntryId entry) implements Comparable<EntryAddress> {

  /** Parses the form that {@link #toString()} gives. */
  @JsonCreator
  public static EntryAddress parse(String text) {
    int hash = text.indexOf('#');
    if (hash < 0) {
      throw new IllegalArgumentException(
          "an entry is addressed as SERIES/YYYY-MM-DD#ENTRY, not '" + text + "'");
    }
    return new EntryAddress(
        MeetingId.parse(text.substring(0, hash)), new EntryId(text.substring(hash + 1)));
  }

  @Override
  public int compareTo(EntryAddress other) {
    int byMeeting = meeting.compareTo(other.meeting);
    return byMeeting != 0 ? byMeeting : Integer.compare(entry.number(), other.entry.number());
  }

  @JsonValue
  @Override
  public String toString() {
    return meeting + "#" + entry;
  }
}
