package io.minutebook.query.graphql;

import io.minutebook.query.audit.BlamedLine;
import io.minutebook.query.audit.Touch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line and who touched it last; each component is named like the schema's field. */
record BlameLineNode(
    int number,
    String text,
    String entry,
    long version,
    Instant at,
    @Nullable Instant occurredAt,
    String actor,
    @Nullable String onBehalfOf,
    String command,
    String type,
    @Nullable String revision) {

  static BlameLineNode of(BlamedLine line) {
    Touch touched = line.touched();
    return new BlameLineNode(
        line.number(),
        line.text(),
        line.entry().value(),
        touched.version(),
        touched.at(),
        touched.occurredAt(),
        touched.actor(),
        touched.onBehalfOf(),
        touched.command(),
        touched.type(),
        touched.revision());
  }
}
