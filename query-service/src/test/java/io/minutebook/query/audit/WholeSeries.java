package io.minutebook.query.audit;

import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.query.view.EntryVersion;
import io.minutebook.query.view.MeetingFilter;
import io.minutebook.query.view.Page;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.Views;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What changed over a series, from all of its minutes, each folded to both moments. */
final class WholeSeries {

  private static final EntryVersion.Bound SOMETIME =
      new EntryVersion.Bound(0, Instant.EPOCH, Instant.EPOCH);

  private final Views views;
  private final MinutesAsOf asOf;

  WholeSeries(Views views) {
    this.views = views;
    this.asOf = new MinutesAsOf(views);
  }

  SeriesChanges between(SeriesId series, Moment.At since, Moment.@Nullable At until) {
    List<EntryVersion> before = new ArrayList<>();
    List<EntryVersion> after = new ArrayList<>();
    List<SeriesChanges.MeetingChange> changes = new ArrayList<>();
    for (StoredMinutes now :
        views
            .meetings()
            .meetings(MeetingFilter.of(series), new Page.Wanted(1000, Optional.empty()))
            .nodes()) {
      StoredMinutes is = until == null ? now : asOf.then(now, until).orElse(null);
      if (is != null) {
        StoredMinutes was = asOf.then(is, since).orElse(null);
        before.addAll(entries(was));
        after.addAll(entries(is));
        if (was == null || was.version() < is.version()) {
          changes.add(new SeriesChanges.MeetingChange(WhatChanged.what(was, is), was, is));
        }
      }
    }
    return SeriesChanges.between(
        changes, new SeriesState(before, List.of()), new SeriesState(after, List.of()));
  }

  /** What minutes say, in the order of the document; of those that were called off, nothing. */
  private static List<EntryVersion> entries(@Nullable StoredMinutes minutes) {
    List<EntryVersion> entries = new ArrayList<>();
    if (minutes != null && minutes.status() != MeetingStatus.CANCELLED) {
      for (Entry entry : minutes.minutes().outline().inOrder()) {
        entries.add(
            new EntryVersion(
                minutes.meeting(),
                entry.id(),
                new EntryVersion.Facts(
                    minutes.date(),
                    true,
                    entries.size(),
                    List.of(),
                    null,
                    entry.content(),
                    minutes.trail().stepsOf(entry.id().value())),
                null,
                SOMETIME,
                null));
      }
    }
    return entries;
  }
}
