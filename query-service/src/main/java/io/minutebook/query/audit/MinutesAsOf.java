package io.minutebook.query.audit;

import io.minutebook.event.MeetingId;
import io.minutebook.query.view.MinutesView;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.Views;
import java.util.Optional;

/** Minutes as they are, or as of some moment before. */
public final class MinutesAsOf {

  private final MinutesView minutes;
  private final HistoryFold fold;

  public MinutesAsOf(Views views) {
    this.minutes = views.minutes();
    this.fold = new HistoryFold(views.history());
  }

  /** The minutes of a meeting; empty if there are none, or none as of that moment. */
  public Optional<StoredMinutes> find(MeetingId meeting, Moment moment) {
    return switch (moment) {
      case Moment.Now _ -> minutes.find(meeting);
      case Moment.Version(long version) -> fold.asOf(meeting, version);
      case Moment.Published _ ->
          minutes
              .find(meeting)
              .flatMap(now -> Optional.ofNullable(now.trail().published()))
              .flatMap(version -> fold.asOf(meeting, version));
      case Moment.Revision(String id) ->
          minutes
              .find(meeting)
              .flatMap(now -> now.trail().versionOf(id))
              .flatMap(version -> fold.asOf(meeting, version));
    };
  }
}
