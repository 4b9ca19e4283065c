package io.minutebook.query.projection;

import io.minutebook.log.Commit;
import io.minutebook.query.view.LogPlace;

/** What the log has handed over, in the order of its partition. */
sealed interface Delivery {

  String stream();

  /** Where the delivery's last record lies. */
  LogPlace place();

  /** A commit with all its events. */
  record Whole(Commit commit, LogPlace place) implements Delivery {
    @Override
    public String stream() {
      return commit.stream();
    }
  }

  /** A record that is no event, under the key of a stream. */
  record Unreadable(String stream, LogPlace place, String reason) implements Delivery {}
}
