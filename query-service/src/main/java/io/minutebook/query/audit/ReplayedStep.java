package io.minutebook.query.audit;

import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.projection.StreamState.Step;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.StoredMinutes;

/**
 * One event of a meeting, and the minutes after it.
 *
 * @param change who did what, from what to what
 */
public record ReplayedStep(Change change, StoredMinutes minutes) {

  static ReplayedStep of(Step step) {
    if (step.state() instanceof OfMeeting meeting) {
      return new ReplayedStep(step.change(), meeting.stored(null));
    }
    throw new IllegalArgumentException(step.state().stream() + " is no meeting");
  }
}
