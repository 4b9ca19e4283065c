package io.minutebook.command.eventstore;

import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import org.jspecify.annotations.Nullable;

/** What became of a commit that was to be appended. */
public sealed interface AppendResult {

  /** It is stored, durably. */
  record Appended() implements AppendResult {}

  /**
   * It is not stored: the stream has gone on since.
   *
   * @param head the stream's head now; null only if the stream was removed meanwhile
   */
  record Stale(@Nullable Head head) implements AppendResult {}

  /** It is not stored: the stream holds a commit of this command already, durably. */
  record DuplicateCommand(Commit first) implements AppendResult {}
}
