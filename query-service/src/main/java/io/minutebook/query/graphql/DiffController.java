package io.minutebook.query.graphql;

import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.SelectedField;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.query.audit.MinutesAsOf;
import io.minutebook.query.audit.Moment;
import io.minutebook.query.audit.SeriesChanges.Kind;
import io.minutebook.query.audit.TouchedEntries;
import io.minutebook.query.audit.WhatChanged;
import io.minutebook.query.view.BadArgument;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.SeriesView;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.TimeKind;
import io.minutebook.query.view.Views;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** What changed between two moments: in some minutes, or over a series. */
@Controller
class DiffController {

  private final MinutesAsOf asOf;
  private final WhatChanged whatChanged;
  private final TouchedEntries touchedEntries;
  private final SeriesView series;
  private final Freshness freshness;

  DiffController(Views views, Freshness freshness) {
    this.asOf = new MinutesAsOf(views);
    this.whatChanged = new WhatChanged(views);
    this.touchedEntries = new TouchedEntries(views.history());
    this.series = views.series();
    this.freshness = freshness;
  }

  @QueryMapping
  @Nullable MeetingDiffNode diff(
      @Argument String meeting,
      @Argument MomentInput from,
      @Argument @Nullable MomentInput to,
      @Argument @Nullable String entry,
      @Argument @Nullable String person,
      @Argument @Nullable List<String> atLeast) {
    HistoryRight.require();
    MeetingId id = Arguments.read("meeting", meeting, MeetingId::parse);
    EntryId only = Arguments.readIfGiven("entry", entry, EntryId::new);
    PersonLabel label = Arguments.readIfGiven("person", person, PersonLabel::new);
    Moment earlier = from.moment("from");
    Moment later = to == null ? new Moment.Now() : to.moment("to");
    freshness.await(atLeast);
    Optional<StoredMinutes> before = asOf.find(id, earlier);
    Optional<StoredMinutes> after = asOf.find(id, later);
    if (isMissing(before, earlier) || isMissing(after, later)) {
      return null;
    }
    if (before.isEmpty() && after.isEmpty()) {
      return null;
    }
    Set<EntryId> touched =
        label == null
            ? null
            : touchedEntries.between(
                id, version(before), version(after), series.who(label, id.series()));
    return new MeetingDiffNode(
        id.toString(),
        before.orElse(null),
        after.orElse(null),
        each -> (only == null || each.equals(only)) && (touched == null || touched.contains(each)));
  }

  private static long version(Optional<StoredMinutes> found) {
    return found.map(StoredMinutes::version).orElse(-1L);
  }

  /** At an instant there may well have been nothing; a version that is not there is a mistake. */
  private static boolean isMissing(Optional<StoredMinutes> found, Moment moment) {
    return found.isEmpty() && !(moment instanceof Moment.At);
  }

  @QueryMapping
  SeriesChangesNode whatChanged(
      @Argument String series,
      @Argument @Nullable Instant since,
      @Argument @Nullable String sinceMeeting,
      @Argument TimeKind asOfTime,
      AskedMoment moment,
      @Argument @Nullable List<String> atLeast,
      DataFetchingFieldSelectionSet asked) {
    HistoryRight.require();
    SeriesId slug = Arguments.read("series", series, SeriesId::new);
    freshness.await(atLeast);
    Instant begin = begin(slug, since, sinceMeeting);
    Moment.At end = moment.moment().orElse(null);
    TimeKind time = end == null ? asOfTime : end.time();
    return new SeriesChangesNode(
        slug,
        begin,
        end == null ? null : end.instant(),
        whatChanged.between(slug, new Moment.At(time, begin), end, kinds(asked)));
  }

  /** What it takes to answer the fields that are asked for. */
  private static Set<Kind> kinds(DataFetchingFieldSelectionSet asked) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (SelectedField field : asked.getImmediateFields()) {
      switch (field.getName()) {
        case "assigned", "completed", "dropped", "reopened", "gone" -> kinds.add(Kind.ACTIONS);
        case "stillOpen" -> kinds.add(Kind.STILL_OPEN);
        case "decided", "superseded" -> kinds.add(Kind.DECISIONS);
        case "packages" -> kinds.add(Kind.PACKAGES);
        case "releases" -> kinds.add(Kind.RELEASES);
        case "counts" -> kinds.add(Kind.COUNTS);
        default -> {} // the meetings are always known
      }
    }
    return kinds;
  }

  private Instant begin(SeriesId series, @Nullable Instant since, @Nullable String sinceMeeting) {
    if (since != null && sinceMeeting == null) {
      return since;
    }
    if (since == null && sinceMeeting != null) {
      return endOf(Arguments.read("sinceMeeting", sinceMeeting, MeetingId::parse), series);
    }
    throw new BadArgument("since", "give either 'since' or 'sinceMeeting'");
  }

  /** The last instant of the day of a meeting. */
  private Instant endOf(MeetingId meeting, SeriesId series) {
    if (!meeting.series().equals(series)) {
      throw new BadArgument("sinceMeeting", meeting + " is not a meeting of " + series);
    }
    LocalDate day =
        asOf.find(meeting, new Moment.Now())
            .map(StoredMinutes::date)
            .orElseThrow(
                () -> new BadArgument("sinceMeeting", "there are no minutes of " + meeting));
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
  }
}
