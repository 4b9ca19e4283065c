package io.minutebook.query.graphql;

import io.minutebook.event.MeetingId;
import io.minutebook.query.view.Change;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event of an update; each method is named like the schema's field. */
record LiveChangeNode(Change change) {

  /** What takes the right to read the history. */
  record Story(
      String actor,
      @Nullable String onBehalfOf,
      @Nullable Instant occurredAt,
      String command,
      @Nullable String before,
      @Nullable String after,
      @Nullable String reason,
      @Nullable String requestReason,
      String commandId) {}

  public String stream() {
    return change.stream();
  }

  public @Nullable String meeting() {
    return MeetingId.isStream(change.stream())
        ? MeetingId.ofStream(change.stream()).toString()
        : null;
  }

  public long version() {
    return change.version();
  }

  public Instant at() {
    return change.at();
  }

  public String type() {
    return change.type();
  }

  public @Nullable String entry() {
    return change.entry();
  }

  Story history() {
    return new Story(
        change.actor(),
        change.onBehalfOf(),
        change.occurredAt(),
        change.command(),
        change.before(),
        change.after(),
        change.reason(),
        change.requestReason(),
        change.commandId());
  }
}
