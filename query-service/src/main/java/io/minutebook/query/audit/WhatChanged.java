package io.minutebook.query.audit;

import io.minutebook.event.SeriesId;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.query.audit.SeriesChanges.Kind;
import io.minutebook.query.audit.SeriesChanges.MeetingChange;
import io.minutebook.query.audit.SeriesChanges.What;
import io.minutebook.query.view.ActionLife;
import io.minutebook.query.view.ActionsView;
import io.minutebook.query.view.AsOf;
import io.minutebook.query.view.EntryVersion;
import io.minutebook.query.view.Page;
import io.minutebook.query.view.SideBySide;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.Views;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds what changed over a series. The history tells which minutes went on; only those are folded.
 * Of what they tell of, and of the actions that are open, it is then looked up how it stood; so it
 * takes as long as the answer, and not as the series.
 */
public final class WhatChanged {

  /** How many minutes are folded together. */
  private static final int BATCH = 100;

  private final Views views;
  private final MinutesAsOf asOf;

  public WhatChanged(Views views) {
    this.views = views;
    this.asOf = new MinutesAsOf(views);
  }

  /**
   * What changed after one moment, up to another.
   *
   * @param until null: up to now
   * @param kinds what is wanted beside the meetings; of everything else nothing is said
   */
  public SeriesChanges between(
      SeriesId series, Moment.At since, Moment.@Nullable At until, Set<Kind> kinds) {
    AsOf then = asOf(since);
    AsOf now = until == null ? AsOf.now() : asOf(until);
    try (SideBySide reads = new SideBySide()) {
      Supplier<List<ActionLife>> open =
          reads.begin(() -> kinds.contains(Kind.STILL_OPEN) ? open(series, now) : List.of());
      List<MeetingChange> changes = changes(series, since, until);
      Touched touched = new Touched(changes);
      Supplier<List<EntryVersion>> before = touched.entries(views.of(series, then), kinds, reads);
      Supplier<List<EntryVersion>> after = touched.entries(views.of(series, now), kinds, reads);
      List<ActionLife> others =
          open.get().stream().filter(life -> !touched.hasAction(life.root())).toList();
      return SeriesChanges.between(
          changes, new SeriesState(before.get(), others), new SeriesState(after.get(), others));
    }
  }

  private static AsOf asOf(Moment.At at) {
    return switch (at.time()) {
      case RECORDED -> new AsOf.Recorded(at.instant());
      case OCCURRED -> new AsOf.Occurred(at.instant());
    };
  }

  private List<MeetingChange> changes(SeriesId series, Moment.At since, Moment.@Nullable At until) {
    List<String> streams =
        List.copyOf(
            views
                .history()
                .changed(
                    series, since.time(), since.instant(), until == null ? null : until.instant()));
    List<MeetingChange> changes = new ArrayList<>();
    for (int from = 0; from < streams.size(); from += BATCH) {
      List<String> batch = streams.subList(from, Math.min(streams.size(), from + BATCH));
      Map<String, StoredMinutes> stored = views.minutes().find(batch);
      List<StoredMinutes> now = batch.stream().map(stored::get).filter(Objects::nonNull).toList();
      List<StoredMinutes> after = until == null ? now : asOf.then(now, until);
      Map<String, StoredMinutes> before = new HashMap<>();
      asOf.then(after, since).forEach(was -> before.put(was.stream(), was));
      for (StoredMinutes is : after) {
        StoredMinutes was = before.get(is.stream());
        if (was == null || was.version() < is.version()) {
          changes.add(new MeetingChange(what(was, is), was, is));
        }
      }
    }
    return changes;
  }

  /** The lives of all actions that are open. */
  private List<ActionLife> open(SeriesId series, AsOf now) {
    ActionsView.LifeFilter open =
        new ActionsView.LifeFilter(series, null, null, null, ActionsView.Due.WHENEVER, true);
    List<ActionLife> lives = new ArrayList<>();
    Optional<String> after = Optional.empty();
    boolean more = true;
    while (more) {
      Page<ActionLife> page = views.actions().lives(open, now, new Page.Wanted(1000, after));
      lives.addAll(page.nodes());
      more = page.hasNext();
      after = more ? page.end().or(() -> Optional.of(page.edges().getLast().key())) : after;
    }
    return lives;
  }

  static Set<What> what(@Nullable StoredMinutes was, StoredMinutes is) {
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
