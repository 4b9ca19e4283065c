package io.minutebook.query.live;

import io.minutebook.query.view.Change;
import io.minutebook.query.view.StoredMinutes;
import java.util.List;

/**
 * What happened to one meeting since the last update.
 *
 * @param version the last version that has been told of: that of the last change, if there is one
 * @param changes the events behind the last update, in their order; none in a first update that
 *     only shows what is there
 * @param meeting the minutes as they are now, in this version or a later one
 */
public record MeetingUpdate(long version, List<Change> changes, StoredMinutes meeting) {

  public MeetingUpdate {
    changes = List.copyOf(changes);
  }
}
