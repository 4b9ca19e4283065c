package io.minutebook.query.graphql;

import io.minutebook.query.audit.Moment;
import io.minutebook.query.view.BadArgument;
import io.minutebook.query.view.TimeKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A moment as an argument; exactly one component is given, named like the schema's field. */
record MomentInput(
    @Nullable Integer version,
    @Nullable Instant at,
    @Nullable Instant occurredAt,
    @Nullable String revision,
    @Nullable Boolean published) {

  /**
   * The moment.
   *
   * @param argument the name of the argument
   */
  Moment moment(String argument) {
    if (version != null) {
      return new Moment.Version(version);
    }
    if (at != null) {
      return new Moment.At(TimeKind.RECORDED, at);
    }
    if (occurredAt != null) {
      return new Moment.At(TimeKind.OCCURRED, occurredAt);
    }
    if (revision != null) {
      return new Moment.Revision(revision);
    }
    if (published != null) {
      if (!published) {
        throw new BadArgument(argument, "'published' is true, or left out");
      }
      return new Moment.Published();
    }
    throw new BadArgument(argument, "a moment has exactly one field");
  }
}
