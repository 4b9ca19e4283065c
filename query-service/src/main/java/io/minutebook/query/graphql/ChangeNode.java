package io.minutebook.query.graphql;

import io.minutebook.event.MeetingId;
import io.minutebook.query.view.Change;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event of the history; each component is named like the schema's field. */
record ChangeNode(
    String meeting,
    long version,
    Instant at,
    @Nullable Instant occurredAt,
    String actor,
    @Nullable String onBehalfOf,
    String command,
    String type,
    @Nullable String entry,
    @Nullable String before,
    @Nullable String after,
    @Nullable String reason,
    @Nullable String requestReason,
    String commandId) {

  static ChangeNode of(Change change) {
    return new ChangeNode(
        MeetingId.ofStream(change.stream()).toString(),
        change.version(),
        change.at(),
        change.occurredAt(),
        change.actor(),
        change.onBehalfOf(),
        change.command(),
        change.type(),
        change.entry(),
        change.before(),
        change.after(),
        change.reason(),
        change.requestReason(),
        change.commandId());
  }
}
