package io.minutebook.command.eventstore;

import io.minutebook.log.Commit;

/**
 * Where a commit lies.
 *
 * @param version of its first event
 */
public record Place(String stream, long version) {

  /** The place of a commit. */
  public static Place of(Commit commit) {
    return new Place(commit.stream(), commit.version());
  }
}
