package io.minutebook.query.graphql;

import io.minutebook.query.view.BadArgument;
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
}
