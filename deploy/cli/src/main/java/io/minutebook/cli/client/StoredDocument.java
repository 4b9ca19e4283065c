package io.minutebook.cli.client;

import io.minutebook.event.MeetingId;

/** Minutes as the query service gives them out: the version that they are of, and their bytes. */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record StoredDocument(MeetingId meeting, long version, byte[] content) {}
