package io.minutebook.command.meeting;

import org.jspecify.annotations.Nullable;

/** A command, and the name by which later commands of the same list may address what it makes. */
public record NamedCommand(@Nullable String as, MeetingCommand command) {}
