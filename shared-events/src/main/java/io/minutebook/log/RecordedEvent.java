package io.minutebook.log;

import io.minutebook.event.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event in its place.
 *
 * @param version of this event in its stream, from 0
 * @param at when its commit was recorded
 * @param occurredAt when it happened, if an import says so
 */
public record RecordedEvent(
    String stream,
    long version,
    Instant at,
    @Nullable Instant occurredAt,
    String commandId,
    Event event,
    Meta meta) {

  /** The event's name in the whole log: {@code <stream>@<version>}. */
  public String id() {
    return stream + "@" + version;
  }
}
