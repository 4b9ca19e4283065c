package io.minutebook.cli.client;

import java.util.Map;

/**
 * Minutes with what is known of where they came from.
 *
 * @param revisions of each revision that was brought in, the last version that came from it, in the
 *     order of these
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ImportedMinutes(
    long version, boolean cancelled, byte[] content, Map<String, Long> revisions) {}
