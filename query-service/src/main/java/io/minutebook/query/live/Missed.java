package io.minutebook.query.live;

import io.minutebook.query.view.Change;
import io.minutebook.query.view.HistoryView;
import io.minutebook.query.view.Page;
import java.util.List;
import java.util.Optional;

/** Reads from the history what somebody has not been told of. */
final class Missed {

  private final HistoryView history;

  Missed(HistoryView history) {
    this.history = history;
  }

  /**
   * The events of a stream behind a version, at most so many; empty if they are not all there:
   * while views are made anew, what was once told may be missing for a time.
   *
   * @param after the last version that has been told; -1: none
   * @param upTo the version that the views have reached, above {@code after}
   */
  Optional<List<Change>> of(String stream, long after, long upTo, int most) {
    Optional<String> key = after < 0 ? Optional.empty() : Optional.of(Long.toString(after));
    List<Change> changes = history.changes(stream, upTo, null, new Page.Wanted(most, key)).nodes();
    if (changes.size() != Math.min(most, upTo - after)) {
      return Optional.empty();
    }
    long expected = after;
    for (Change change : changes) {
      if (change.version() != ++expected) {
        return Optional.empty();
      }
    }
    return Optional.of(changes);
  }
}
