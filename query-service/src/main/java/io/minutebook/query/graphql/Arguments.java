package io.minutebook.query.graphql;

import io.minutebook.query.view.AsOf;
import io.minutebook.query.view.BadArgument;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Arguments as values of the domain. */
final class Arguments {

  private Arguments() {}

  /** An argument that was given; what the domain refuses is the client's mistake. */
  static <T> T read(String name, String value, Function<String, T> reader) {
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException e) {
      throw new BadArgument(name, String.valueOf(e.getMessage()));
    }
  }

  static <T> @Nullable T readIfGiven(
      String name, @Nullable String value, Function<String, T> reader) {
    return value == null ? null : read(name, value, reader);
  }

  /**
   * As of when a list is asked for; everything but the present takes the right to read the history.
   *
   * @param time null: when it was recorded
   */
  static AsOf asOf(@Nullable Instant asOf, @Nullable TimeKind time) {
    if (asOf == null) {
      return AsOf.now();
    }
    HistoryRight.require();
    return time == TimeKind.OCCURRED ? new AsOf.Occurred(asOf) : new AsOf.Recorded(asOf);
  }
}
