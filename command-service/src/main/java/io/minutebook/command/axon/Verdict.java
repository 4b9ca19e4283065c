package io.minutebook.command.axon;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.NamedCommand;
import java.util.List;

/**
 * What an aggregate answers. A refusal is a value here: whether it stands is known only once the
 * state that it was decided on is known to be the current one.
 */
sealed interface Verdict {

  /** The version that it was decided on; -1: on no events. */
  long version();

  /** Events were applied; {@code count} of them follow {@code version}. */
  record Applied(long version, int count, List<String> entries) implements Verdict {}

  /** Nothing has to be stored; {@code commands} are what a document would come down to. */
  record Unchanged(long version, List<NamedCommand> commands) implements Verdict {}

  record Refused(long version, Refusal refusal) implements Verdict {}
}
