package io.minutebook.query.view;

import io.minutebook.event.EntryAddress;
import java.util.List;

/**
 * A decision, and what became of it.
 *
 * @param supersededBy the decisions that took its place, of any meeting
 */
public record Decision(DecisionItem item, List<EntryAddress> supersededBy) {

  public Decision {
    supersededBy = List.copyOf(supersededBy);
  }

  /** Whether no other decision took its place. */
  public boolean inForce() {
    return supersededBy.isEmpty();
  }
}
