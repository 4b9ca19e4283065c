package io.minutebook.command;

/**
 * What the client says about the version that it has seen ({@code If-Match}, {@code
 * If-None-Match}).
 */
public sealed interface Expected {

  /** Nothing was said. */
  record Unstated() implements Expected {}

  /** Whatever version there is, but there must be one ({@code If-Match: *}). */
  record Existing() implements Expected {}

  /** There must be none yet ({@code If-None-Match: *}). */
  record Absent() implements Expected {}

  /** Exactly this version, from 0. */
  record Version(long version) implements Expected {}
}
