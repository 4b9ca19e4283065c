package io.minutebook.command.meeting;

import org.jspecify.annotations.Nullable;

/**
 * A command of a list.
 *
 * @param as the name by which later commands of the same list may address what it makes
 * @param turns a standing entry that is from now on what the command would otherwise make anew: it
 *     keeps its id, its place and what is under it
 */
public record NamedCommand(@Nullable String as, @Nullable EntryRef turns, MeetingCommand command) {

  public NamedCommand(@Nullable String as, MeetingCommand command) {
    this(as, null, command);
  }
}
