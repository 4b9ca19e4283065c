package io.minutebook.benchmark.load;

import org.jspecify.annotations.Nullable;

/** A call under load failed; what was measured until then says nothing. */
public final class LoadFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private LoadFailure(RuntimeException cause) {
    super("a call under load failed: " + cause, cause);
  }

  static void throwIfAny(@Nullable RuntimeException cause) {
    if (cause != null) {
      throw new LoadFailure(cause);
    }
  }
}
