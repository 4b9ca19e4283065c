package io.minutebook.command.axon;

import io.minutebook.command.Request;
import io.minutebook.command.eventstore.StoredMinutes;
import io.minutebook.command.meeting.Facts;
import io.minutebook.command.meeting.MeetingCommand.CarryOverAction;
import io.minutebook.command.meeting.NamedCommand;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what a decision has to know of other streams, and no more than that. */
final class FactsReader {

  private final StoredMinutes stored;

  FactsReader(StoredMinutes stored) {
    this.stored = stored;
  }

  /** For a document: the previous meeting, whose actions it may list again. */
  Facts forRequest(Request.ForDocument request) {
    return stored
        .previous(request.meeting())
        .map(
            minutes -> {
              MeetingId previous = StoredMinutes.idOf(minutes);
              return new Facts(Series.NONE, previous, Map.of(previous, minutes));
            })
        .orElse(Facts.NONE);
  }

  /** For commands: the minutes whose actions they carry over. */
  Facts forRequest(Request.ForMeeting request) {
    List<EntryAddress> carried = new ArrayList<>();
    for (NamedCommand named : request.commands()) {
      if (named.command() instanceof CarryOverAction command) {
        carried.add(command.action());
      }
    }
    return carried.isEmpty()
        ? Facts.NONE
        : new Facts(Series.NONE, null, earlier(request.meeting(), carried));
  }

  private Map<MeetingId, Minutes> earlier(MeetingId meeting, List<EntryAddress> addresses) {
    Map<MeetingId, Minutes> earlier = new HashMap<>();
    for (EntryAddress address : addresses) {
      MeetingId other = address.meeting();
      if (other.series().equals(meeting.series())
          && other.compareTo(meeting) < 0
          && !earlier.containsKey(other)) {
        stored.minutes(other).ifPresent(minutes -> earlier.put(other, minutes));
      }
    }
    return earlier;
  }
}
