package io.minutebook.query.graphql;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.query.audit.MinutesAsOf;
import io.minutebook.query.audit.Moment;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.HistoryView;
import io.minutebook.query.view.MinutesView;
import io.minutebook.query.view.Revision;
import io.minutebook.query.view.Views;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Meetings, their minutes, and what happened to them. */
@Controller
class MeetingController {

  private final MinutesView minutes;
  private final HistoryView history;
  private final MinutesAsOf asOf;
  private final Freshness freshness;

  MeetingController(Views views, Freshness freshness) {
    this.minutes = views.minutes();
    this.history = views.history();
    this.asOf = new MinutesAsOf(views);
    this.freshness = freshness;
  }

  @QueryMapping
  Connection<MeetingNode> meetings(
      @Argument @Nullable String series,
      @Argument @Nullable LocalDate from,
      @Argument @Nullable LocalDate to,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    freshness.await(atLeast);
    return meetings(Arguments.readIfGiven("series", series, SeriesId::new), from, to, first, after);
  }

  @SchemaMapping(typeName = "Series", field = "meetings")
  Connection<MeetingNode> meetingsOf(
      SeriesNode series,
      @Argument @Nullable LocalDate from,
      @Argument @Nullable LocalDate to,
      @Argument int first,
      @Argument @Nullable String after) {
    return meetings(series.stored().id(), from, to, first, after);
  }

  private Connection<MeetingNode> meetings(
      @Nullable SeriesId series,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      int first,
      @Nullable String after) {
    return Connection.of(
        minutes.meetings(new MinutesView.Filter(series, from, to), Connection.wanted(first, after)),
        MeetingNode::new);
  }

  @QueryMapping
  @Nullable MeetingNode meeting(
      @Argument String series,
      @Argument String date,
      @Argument @Nullable Integer asOfVersion,
      @Argument @Nullable String asOfRevision,
      @Argument @Nullable Boolean published,
      @Argument @Nullable List<String> atLeast) {
    SeriesId slug = Arguments.read("series", series, SeriesId::new);
    MeetingId meeting = Arguments.read("date", date, day -> MeetingId.of(slug, day));
    Moment moment =
        Moment.of(
            asOfVersion == null ? null : asOfVersion.longValue(),
            asOfRevision,
            Boolean.TRUE.equals(published));
    if (moment.isHistory()) {
      HistoryRight.require();
    }
    freshness.await(atLeast);
    return asOf.find(meeting, moment).map(MeetingNode::new).orElse(null);
  }

  @SchemaMapping(typeName = "Meeting", field = "revisions")
  List<Revision> revisions(MeetingNode meeting) {
    HistoryRight.require();
    return meeting.stored().trail().revisions();
  }

  @QueryMapping
  Connection<ChangeNode> history(
      @Argument String meeting,
      @Argument @Nullable String entry,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    HistoryRight.require();
    freshness.await(atLeast);
    MeetingId id = Arguments.read("meeting", meeting, MeetingId::parse);
    return changes(id, Long.MAX_VALUE, entry, first, after);
  }

  @SchemaMapping(typeName = "Meeting", field = "history")
  Connection<ChangeNode> historyOf(
      MeetingNode meeting,
      @Argument @Nullable String entry,
      @Argument int first,
      @Argument @Nullable String after) {
    HistoryRight.require();
    return changes(meeting.stored().meeting(), meeting.version(), entry, first, after);
  }

  private Connection<ChangeNode> changes(
      MeetingId meeting, long upTo, @Nullable String entry, int first, @Nullable String after) {
    return Connection.of(
        history.changes(
            meeting.stream(),
            upTo,
            Arguments.readIfGiven("entry", entry, EntryId::new),
            Connection.wanted(first, after)),
        ChangeNode::of);
  }
}
