package io.minutebook.query.audit;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.query.view.HistoryView;
import io.minutebook.query.view.People;
import java.util.HashSet;
import java.util.Set;

/** Which entries of some minutes a person changed from one version to another. */
public final class TouchedEntries {

  private final HistoryView history;

  public TouchedEntries(HistoryView history) {
    this.history = history;
  }

  /**
   * The entries that this person changed, alone or among others.
   *
   * @param one the version of the minutes from which on changes count, or up to which; -1: before
   *     the first
   * @param other the other one
   */
  public Set<EntryId> between(MeetingId meeting, long one, long other, People.Who person) {
    long before = Math.min(one, other);
    Set<EntryId> touched = new HashSet<>();
    history.forEach(
        meeting.stream(),
        Math.max(one, other),
        change -> {
          if (change.version() > before
              && person.did(meeting.series(), change.actor(), change.onBehalfOf())) {
            change.entries().forEach(entry -> touched.add(new EntryId(entry)));
            if (change.entry() != null) {
              touched.add(new EntryId(change.entry())); // also where it only moved
            }
          }
        });
    return touched;
  }
}
