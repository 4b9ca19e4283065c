package io.minutebook.command.meeting;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent;
import io.minutebook.minutes.Minutes;
import java.util.List;

/**
 * What was decided.
 *
 * @param events what happens; none if all is so already
 * @param causes of each event the name of the command that it comes from
 * @param entries the entries that this makes, in order
 * @param commands the commands that a document came down to; for commands, they themselves
 * @param after the minutes once it has happened
 */
public record Decision(
    List<MeetingEvent> events,
    List<String> causes,
    List<EntryId> entries,
    List<NamedCommand> commands,
    Minutes after) {

  public Decision {
    events = List.copyOf(events);
    causes = List.copyOf(causes);
    entries = List.copyOf(entries);
    commands = List.copyOf(commands);
  }
}
