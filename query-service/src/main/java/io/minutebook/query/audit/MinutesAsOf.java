package io.minutebook.query.audit;

import io.minutebook.event.MeetingId;
import io.minutebook.query.view.HistoryView;
import io.minutebook.query.view.MeetingFilter;
import io.minutebook.query.view.MeetingsView;
import io.minutebook.query.view.MinutesView;
import io.minutebook.query.view.Page;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.Views;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Minutes as they are, or as of some moment before. */
public final class MinutesAsOf {

  private final MinutesView minutes;
  private final MeetingsView meetings;
  private final HistoryView history;
  private final HistoryFold fold;

  public MinutesAsOf(Views views) {
    this.minutes = views.minutes();
    this.meetings = views.meetings();
    this.history = views.history();
    this.fold = new HistoryFold(history);
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
      case Moment.At at -> minutes.find(meeting).flatMap(now -> then(now, at));
    };
  }

  /** Meetings as they stood at an instant, those that there were, in the order of their names. */
  public Page<StoredMinutes> find(MeetingFilter filter, Moment.At at, Page.Wanted wanted) {
    return meetings.meetings(at.time(), at.instant(), now -> then(now, at), filter, wanted);
  }

  /** The minutes as they stood at an instant; empty if there were none. */
  Optional<StoredMinutes> then(StoredMinutes now, Moment.At at) {
    return then(List.of(now), at).stream().findFirst();
  }

  /** Minutes as they stood at an instant, in the same order; those that were none are left out. */
  List<StoredMinutes> then(List<StoredMinutes> now, Moment.At at) {
    Map<String, StoredMinutes> then = HashMap.newHashMap(now.size());
    Map<String, Long> heads = new HashMap<>();
    for (StoredMinutes each : now) {
      if (each.isAllBy(at.time(), at.instant())) {
        then.put(each.stream(), each);
      } else if (!each.isBegunAfter(at.time(), at.instant())) {
        heads.put(each.stream(), each.version());
      }
    }
    then.putAll(fold.asOf(history.versionsAt(heads, at.time(), at.instant())));
    return now.stream().map(each -> then.get(each.stream())).filter(Objects::nonNull).toList();
  }
}
