package io.minutebook.query.audit;

import io.minutebook.query.view.Change;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who touched a line, when and by what.
 *
 * @param version of the event
 * @param at when it was recorded
 * @param occurredAt when it happened, if an import says so
 * @param onBehalfOf the author of what was imported
 * @param command the command's name
 * @param type the event's name
 * @param revision the imported revision (a commit's id); null: it was not imported from one
 */
public record Touch(
    long version,
    Instant at,
    @Nullable Instant occurredAt,
    String actor,
    @Nullable String onBehalfOf,
    String command,
    String type,
    @Nullable String revision) {

  static Touch of(Change change, @Nullable String revision) {
    return new Touch(
        change.version(),
        change.at(),
        change.occurredAt(),
        change.actor(),
        change.onBehalfOf(),
        change.command(),
        change.type(),
        revision);
  }
}
