package io.minutebook.command.eventstore;

import io.minutebook.log.Commit;
import java.util.OptionalInt;

/** A commit, or an event in it, is larger than what is stored; nothing was sent. */
public final class CommitTooLarge extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int event;

  private CommitTooLarge(String message, int event) {
    super(message);
    this.event = event;
  }

  static void check(Commit commit) {
    long total = 0;
    for (int i = 0; i < commit.events().size(); i++) {
      int length = commit.events().get(i).length;
      if (length > CommitStore.LARGEST_EVENT) {
        throw new CommitTooLarge(
            "event %d of %s has %d bytes; an event has at most %d"
                .formatted(i, commit, length, CommitStore.LARGEST_EVENT),
            i);
      }
      total += length;
    }
    if (total > CommitStore.LARGEST_COMMIT) {
      throw new CommitTooLarge(
          "%s has %d bytes of events; a commit has at most %d"
              .formatted(commit, total, CommitStore.LARGEST_COMMIT),
          -1);
    }
  }

  /** Which event is too large, counted from 0; empty if it is all of them together. */
  public OptionalInt event() {
    return event < 0 ? OptionalInt.empty() : OptionalInt.of(event);
  }
}
