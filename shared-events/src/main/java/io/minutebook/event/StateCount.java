package io.minutebook.event;

import org.jspecify.annotations.Nullable;

/**
 * One row of a board's table of tickets.
 *
 * @param entry the row
 * @param state the state that was counted, as written
 * @param count at least 0
 * @param stated the change since last time as the minutes state it, if they do
 * @param source the row's characters in the document
 */
public record StateCount(
    EntryId entry,
    String state,
    int count,
    @Nullable StatedDelta stated,
    @Nullable String source) {}
