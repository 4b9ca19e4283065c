package io.minutebook.query.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revision that minutes were imported from.
 *
 * @param revision its name where it comes from, for example a commit's id
 * @param version the last one of the meeting's stream that came from it
 * @param author on whose behalf it was imported
 * @param subject the first line of what its author said about it
 */
public record Revision(
    String revision,
    long version,
    @Nullable String author,
    @Nullable Instant occurredAt,
    @Nullable String subject) {}
