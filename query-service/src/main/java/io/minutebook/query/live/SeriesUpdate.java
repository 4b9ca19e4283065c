package io.minutebook.query.live;

import io.minutebook.query.view.Change;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.StoredSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a series and its meetings since the last update.
 *
 * @param cursor up to where it has been told
 * @param changes the events, by the time of their recording; those of one stream in its order
 * @param meetings the minutes, as they are now, of the meetings that the changes are about
 * @param series the series as it is now, if changes are about itself
 */
public record SeriesUpdate(
    SeriesCursor cursor,
    List<Change> changes,
    List<StoredMinutes> meetings,
    @Nullable StoredSeries series) {

  public SeriesUpdate {
    changes = List.copyOf(changes);
    meetings = List.copyOf(meetings);
  }
}
