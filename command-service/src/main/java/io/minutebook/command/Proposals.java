package io.minutebook.command;

import io.minutebook.command.meeting.Proposal;
import io.minutebook.event.MeetingId;

/** Where it is worked out how the minutes of a meeting would begin. */
public interface Proposals {

  /**
   * How minutes would begin if they were begun from their series, and which actions they may carry
   * over. Nothing is stored.
   *
   * @throws Refusal if there is no such series, or if the minutes have been begun already
   */
  Proposal propose(MeetingId meeting);
}
