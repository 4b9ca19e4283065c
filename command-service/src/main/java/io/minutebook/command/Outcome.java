package io.minutebook.command;

import io.minutebook.command.meeting.NamedCommand;
import java.util.List;

/**
 * The answer to a request that was not refused.
 *
 * @param version the stream's version afterwards; -1 if the stream is still empty (a dry run)
 * @param events the ids of the events that were stored, {@code <stream>@<version>}; none if nothing
 *     had to change
 * @param entries the ids of the entries that the request's commands made, in order
 * @param commands what a document was worked out to; empty for commands
 */
public record Outcome(
    String stream,
    long version,
    List<String> events,
    List<String> entries,
    List<NamedCommand> commands) {

  public Outcome {
    events = List.copyOf(events);
    entries = List.copyOf(entries);
    commands = List.copyOf(commands);
  }

  /** What a query must be given to see this outcome: the stream and its version. */
  public String token() {
    return stream + "@" + version;
  }
}
