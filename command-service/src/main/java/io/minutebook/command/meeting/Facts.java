package io.minutebook.command.meeting;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Series;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of other streams when a decision is made: read before it and handed to it, so that
 * it stays a function of what it is given.
 *
 * @param series what is set for the series of the meeting
 * @param previous the meeting of the series before this one that was not cancelled; null: there is
 *     none, or nobody asked for it
 * @param earlier the minutes of earlier meetings of the series, the previous one's among them
 */
public record Facts(Series series, @Nullable MeetingId previous, Map<MeetingId, Minutes> earlier) {

  /** Nothing is known. */
  public static final Facts NONE = new Facts(Series.NONE, null, Map.of());

  public Facts {
    earlier = Map.copyOf(earlier);
  }

  /** The minutes of the previous meeting; without entries if there is none. */
  Minutes previousMinutes() {
    return previous == null ? Minutes.NONE : earlier.getOrDefault(previous, Minutes.NONE);
  }

  /** What an action that stands at an address is for life. */
  static EntryAddress rootOf(EntryAddress address, Content.Action action) {
    Content.CarriedOver carried = action.carried();
    return carried == null ? address : carried.root();
  }
}
