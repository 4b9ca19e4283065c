package io.minutebook.query.graphql;

import io.minutebook.event.MeetingId;
import io.minutebook.query.audit.DiffPart;
import io.minutebook.query.audit.WordDiff;
import io.minutebook.query.view.Change;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event of the history; each component and method is named like the schema's field. */
record ChangeNode(
    @Nullable String meeting,
    String series,
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
        change.meeting().map(MeetingId::toString).orElse(null),
        change.series().slug(),
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

  public List<DiffPart> diff() {
    return WordDiff.between(before, after);
  }
}
