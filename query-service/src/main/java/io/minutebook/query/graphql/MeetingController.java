package io.minutebook.query.graphql;

import graphql.schema.DataFetchingFieldSelectionSet;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.query.audit.MinutesAsOf;
import io.minutebook.query.audit.Moment;
import io.minutebook.query.audit.SeriesAsOf;
import io.minutebook.query.view.AsOf;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.MeetingFilter;
import io.minutebook.query.view.MeetingsView;
import io.minutebook.query.view.Page;
import io.minutebook.query.view.People;
import io.minutebook.query.view.Revision;
import io.minutebook.query.view.SearchQuery;
import io.minutebook.query.view.TimeKind;
import io.minutebook.query.view.Views;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Meetings and their minutes, as they are or as they were. */
@Controller
class MeetingController {

  private final MeetingsView meetings;
  private final SeriesAsOf series;
  private final MinutesAsOf asOf;
  private final Freshness freshness;

  MeetingController(Views views, Freshness freshness) {
    this.meetings = views.meetings();
    this.series = new SeriesAsOf(views);
    this.asOf = new MinutesAsOf(views);
    this.freshness = freshness;
  }

  @QueryMapping
  Connection<?> meetings(
      @Argument @Nullable String series,
      @Argument @Nullable LocalDate from,
      @Argument @Nullable LocalDate to,
      @Argument @Nullable Set<MeetingStatus> status,
      @Argument @Nullable String person,
      @Argument @Nullable String text,
      AskedMoment moment,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast,
      DataFetchingFieldSelectionSet asked) {
    freshness.await(atLeast);
    SeriesId within = Arguments.readIfGiven("series", series, SeriesId::new);
    Optional<Moment.At> past = moment.moment();
    MeetingFilter filter =
        new MeetingFilter(
            within,
            from,
            to,
            status,
            who(person, within, AskedMoment.asOf(past)),
            text == null ? null : SearchQuery.parse(text));
    return page(filter, past, Connection.wanted(first, after), asked);
  }

  @SchemaMapping(typeName = "Series", field = "meetings")
  Connection<?> meetingsOf(
      SeriesNode series,
      @Argument @Nullable LocalDate from,
      @Argument @Nullable LocalDate to,
      @Argument int first,
      @Argument @Nullable String after,
      DataFetchingFieldSelectionSet asked) {
    MeetingFilter filter = new MeetingFilter(series.stored().id(), from, to, null, null, null);
    return page(filter, series.asOf(), Connection.wanted(first, after), asked);
  }

  /** Of meetings that are only listed, as they are, the minutes are not read. */
  private Connection<?> page(
      MeetingFilter filter,
      Optional<Moment.At> past,
      Page.Wanted wanted,
      DataFetchingFieldSelectionSet asked) {
    if (past.isPresent()) {
      return Connection.of(asOf.find(filter, past.get(), wanted), MeetingNode::new);
    }
    return MeetingHeadNode.tells(asked)
        ? Connection.of(
            meetings.heads(filter, MeetingHeadNode.needsPeople(asked), wanted),
            MeetingHeadNode::new)
        : Connection.of(meetings.meetings(filter, wanted), MeetingNode::new);
  }

  @QueryMapping
  @Nullable MeetingNode meeting(
      @Argument String series,
      @Argument String date,
      @Argument @Nullable Instant asOf,
      @Argument TimeKind asOfTime,
      @Argument @Nullable Integer asOfVersion,
      @Argument @Nullable String asOfRevision,
      @Argument @Nullable Boolean published,
      @Argument @Nullable List<String> atLeast) {
    SeriesId slug = Arguments.read("series", series, SeriesId::new);
    MeetingId meeting = Arguments.read("date", date, day -> MeetingId.of(slug, day));
    Moment moment =
        Moment.of(
            asOf,
            asOfTime,
            asOfVersion == null ? null : asOfVersion.longValue(),
            asOfRevision,
            Boolean.TRUE.equals(published));
    if (moment.isHistory()) {
      HistoryRight.require();
    }
    freshness.await(atLeast);
    return this.asOf.find(meeting, moment).map(MeetingNode::new).orElse(null);
  }

  @SchemaMapping(typeName = "Meeting", field = "entriesOf")
  List<EntryNode> entriesOf(MeetingNode meeting, @Argument String section) {
    return meeting.entriesOf(section);
  }

  @SchemaMapping(typeName = "Meeting", field = "revisions")
  List<Revision> revisions(MeetingNode meeting) {
    HistoryRight.require();
    return meeting.stored().trail().revisions();
  }

  private People.@Nullable Who who(@Nullable String person, @Nullable SeriesId within, AsOf then) {
    PersonLabel label = Arguments.readIfGiven("person", person, PersonLabel::new);
    return label == null ? null : series.who(label, within, then);
  }
}
