package io.minutebook.command.axon;

import io.minutebook.command.Request;
import io.minutebook.command.eventstore.StoredMinutes;
import io.minutebook.command.meeting.Facts;
import io.minutebook.command.meeting.MeetingCommand.CarryOverAction;
import io.minutebook.command.meeting.MeetingCommand.ScheduleMeeting;
import io.minutebook.command.meeting.NamedCommand;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Series;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** For commands: the minutes whose actions they carry over, and what minutes begin with. */
  Facts forRequest(Request.ForMeeting request) {
    Series series = Series.NONE;
    List<EntryAddress> carried = new ArrayList<>();
    for (NamedCommand named : request.commands()) {
      if (named.command() instanceof CarryOverAction command) {
        carried.add(command.action());
      }
      if (named.command() instanceof ScheduleMeeting command) {
        carried.addAll(command.carry() == null ? List.of() : command.carry());
        if (Boolean.TRUE.equals(command.template())) {
          series = stored.series(request.meeting().series());
        }
      }
    }
    return new Facts(series, null, earlier(request.meeting(), carried));
  }

  /**
   * For the beginning of minutes: what is set for the series, the previous meeting, and those from
   * which its open actions came.
   */
  Facts forBeginning(MeetingId meeting) {
    Series series = stored.series(meeting.series());
    Optional<Minutes> last = stored.previous(meeting);
    if (last.isEmpty()) {
      return new Facts(series, null, Map.of());
    }
    MeetingId previous = StoredMinutes.idOf(last.get());
    Map<MeetingId, Minutes> earlier = new HashMap<>();
    Deque<MeetingId> open = new ArrayDeque<>();
    earlier.put(previous, last.get());
    open.add(previous);
    while (!open.isEmpty()) {
      for (MeetingId from : origins(earlier.get(open.remove()))) {
        if (!earlier.containsKey(from)) {
          stored
              .minutes(from)
              .ifPresent(
                  minutes -> {
                    earlier.put(from, minutes);
                    open.add(from);
                  });
        }
      }
    }
    return new Facts(series, previous, earlier);
  }

  /** The meetings from which minutes carried over what is open in them. */
  private static Set<MeetingId> origins(@Nullable Minutes minutes) {
    Set<MeetingId> origins = new HashSet<>();
    if (minutes != null) {
      for (Entry entry : minutes.outline().inOrder()) {
        if (entry.content() instanceof Content.Action action && action.carried() != null) {
          origins.add(action.carried().from().meeting());
        }
      }
    }
    return origins;
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
