package io.minutebook.query.audit;

import io.minutebook.query.view.BadArgument;
import io.minutebook.query.view.TimeKind;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** As of when minutes are asked for. */
public sealed interface Moment {

  /** As they are. */
  record Now() implements Moment {}

  /** As they were last published, whatever happened to them since. */
  record Published() implements Moment {}

  /** In a version of their stream. */
  record Version(long version) implements Moment {
    public Version {
      if (version < 0) {
        throw new BadArgument("asOfVersion", "a version is 0 or more, not " + version);
      }
    }
  }

  /** As an imported revision left them. */
  record Revision(String id) implements Moment {}

  /**
   * At an instant: with all that had been recorded by then, or with all versions up to which
   * everything had occurred by then. The instant itself counts.
   */
  record At(TimeKind time, Instant instant) implements Moment {}

  /**
   * The moment that was asked for.
   *
   * @param time what kind of time {@code asOf} is
   * @throws BadArgument if more than one was, or the version is below 0
   */
  static Moment of(
      @Nullable Instant asOf,
      TimeKind time,
      @Nullable Long asOfVersion,
      @Nullable String asOfRevision,
      boolean published) {
    if (Stream.of(asOf, asOfVersion, asOfRevision, published ? true : null)
            .filter(Objects::nonNull)
            .count()
        > 1) {
      throw new BadArgument(
          asOf == null ? "asOfVersion" : "asOf",
          "an instant, a version, a revision and the published minutes exclude each other");
    }
    if (asOf != null) {
      return new At(time, asOf);
    }
    if (asOfVersion != null) {
      return new Version(asOfVersion);
    }
    if (asOfRevision != null) {
      return new Revision(asOfRevision);
    }
    return published ? new Published() : new Now();
  }

  /** Whether it takes the right to read the history; what is published is for every reader. */
  default boolean isHistory() {
    return switch (this) {
      case Now _, Published _ -> false;
      case Version _, Revision _, At _ -> true;
    };
  }
}
