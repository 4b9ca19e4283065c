package io.minutebook.cli.client;

/** What must hold of a stream for a request to be accepted. */
public sealed interface Precondition {

  /** The stream must not exist yet. */
  record New() implements Precondition {}

  /** The stream must be at this version. */
  record At(long version) implements Precondition {}

  /** Nothing is demanded. */
  record Any() implements Precondition {}

  /** How it is part of an idempotency key: another condition is another request. */
  default String text() {
    return switch (this) {
      case New() -> "new";
      case At(long version) -> "v" + version;
      case Any() -> "any";
    };
  }
}
