package io.minutebook.query.audit;

import io.minutebook.event.SeriesId;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.query.audit.SeriesChanges.MeetingChange;
import io.minutebook.query.audit.SeriesChanges.What;
import io.minutebook.query.view.MeetingFilter;
import io.minutebook.query.view.MeetingsView;
import io.minutebook.query.view.Page;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.Views;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what changed over a series; only minutes that changed are folded. */
public final class WhatChanged {

  private static final int BATCH = 200;

  private final MeetingsView meetings;
  private final MinutesAsOf asOf;

  public WhatChanged(Views views) {
    this.meetings = views.meetings();
    this.asOf = new MinutesAsOf(views);
  }

  /**
   * What changed after one moment, up to another.
   *
   * @param until null: up to now
   */
  public SeriesChanges between(SeriesId series, Moment.At since, Moment.@Nullable At until) {
    List<StoredMinutes> before = new ArrayList<>();
    List<StoredMinutes> after = new ArrayList<>();
    List<MeetingChange> changes = new ArrayList<>();
    Optional<String> last = Optional.empty();
    boolean more = true;
    while (more) {
      Page<StoredMinutes> page =
          meetings.meetings(MeetingFilter.of(series), new Page.Wanted(BATCH, last));
      for (Page.Edge<StoredMinutes> edge : page.edges()) {
        last = Optional.of(edge.key());
        StoredMinutes now = edge.node();
        Optional<StoredMinutes> is = until == null ? Optional.of(now) : asOf.then(now, until);
        if (is.isEmpty()) {
          continue;
        }
        Optional<StoredMinutes> was = asOf.then(is.get(), since);
        was.ifPresent(before::add);
        after.add(is.get());
        if (was.isEmpty() || was.get().version() < is.get().version()) {
          changes.add(
              new MeetingChange(what(was.orElse(null), is.get()), was.orElse(null), is.get()));
        }
      }
      more = page.hasNext();
    }
    return SeriesChanges.between(changes, new SeriesState(before), new SeriesState(after));
  }

  private static Set<What> what(@Nullable StoredMinutes was, StoredMinutes is) {
    Set<What> what = EnumSet.noneOf(What.class);
    if (was == null) {
      what.add(What.NEW);
    } else if (!was.date().equals(is.date())
        || !was.minutes().outline().equals(is.minutes().outline())) {
      what.add(What.CHANGED);
    }
    Long published = is.trail().published();
    if (published != null && (was == null || published > was.version())) {
      what.add(What.PUBLISHED);
    }
    MeetingStatus before = was == null ? MeetingStatus.SCHEDULED : was.status();
    if (before == MeetingStatus.PUBLISHED && is.status() == MeetingStatus.SCHEDULED) {
      what.add(What.REOPENED);
    }
    boolean calledOff = is.status() == MeetingStatus.CANCELLED;
    if (calledOff != (before == MeetingStatus.CANCELLED)) {
      what.add(calledOff ? What.CALLED_OFF : What.REINSTATED);
    }
    return what;
  }
}
