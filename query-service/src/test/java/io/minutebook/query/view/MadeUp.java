package io.minutebook.query.view;

import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Content;
import java.time.Instant;
import java.util.List;

/** Parts of versions of entries that tests make up. */
final class MadeUp {

  /** When the first one begins at the earliest. */
  static final Instant BEGIN = Instant.parse("2020-05-04T12:00:00Z");

  private MadeUp() {}

  /** What happened to an action in the minutes that have it so; to anything else nothing. */
  static List<ActionStep> steps(Content content) {
    if (!(content instanceof Content.Action action)) {
      return List.of();
    }
    ActionStep.What begin =
        action.carried() == null ? ActionStep.What.ASSIGNED : ActionStep.What.CARRIED_OVER;
    return action.status() == ActionStatus.OPEN
        ? List.of(step(begin))
        : List.of(step(begin), step(ActionStep.What.valueOf(action.status().name())));
  }

  private static ActionStep step(ActionStep.What what) {
    return new ActionStep(7, what, null, null, BEGIN, null, "ada", null);
  }

  /** Something that occurred an hour before it was recorded. */
  static EntryVersion.Bound bound(int second) {
    Instant recorded = BEGIN.plusSeconds(second);
    return new EntryVersion.Bound(second, recorded, recorded.minusSeconds(3600));
  }
}
