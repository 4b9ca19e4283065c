package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.conversions.Bson;

/** As of when a list is asked for. */
public sealed interface AsOf {

  /** As it is. */
  record Now() implements AsOf {}

  /** As it was recorded by then. */
  record Recorded(Instant instant) implements AsOf {}

  /**
   * As what had happened by then leaves it: of each stream, the longest beginning in which nothing
   * happened later.
   */
  record Occurred(Instant instant) implements AsOf {}

  static AsOf now() {
    return new Now();
  }

  /** The versions of entries that stood then. */
  default Bson condition() {
    return switch (this) {
      case Now _ -> eq("to", EntryVersion.FOREVER);
      case Recorded(Instant instant) ->
          and(lte("from", Date.from(instant)), gt("to", Date.from(instant)));
      case Occurred(Instant instant) ->
          and(lte("fromOccurred", Date.from(instant)), gt("toOccurred", Date.from(instant)));
    };
  }

  /** The versions of entries that had begun by then, also if they had ended; empty: all. */
  default Optional<Bson> begun() {
    return switch (this) {
      case Now _ -> Optional.empty();
      case Recorded(Instant instant) -> Optional.of(lte("from", Date.from(instant)));
      case Occurred(Instant instant) -> Optional.of(lte("fromOccurred", Date.from(instant)));
    };
  }

  /** Which one of the past; empty: as it is. */
  default Optional<Instant> moment() {
    return switch (this) {
      case Now _ -> Optional.empty();
      case Recorded(Instant instant) -> Optional.of(instant);
      case Occurred(Instant instant) -> Optional.of(instant);
    };
  }

  /** Whether it takes the right to read the history. */
  default boolean isHistory() {
    return !(this instanceof Now);
  }
}
