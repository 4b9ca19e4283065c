package io.minutebook.query.graphql;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.query.view.BadArgument;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.HistoryFilter;
import io.minutebook.query.view.HistoryView;
import io.minutebook.query.view.People;
import io.minutebook.query.view.SeriesView;
import io.minutebook.query.view.TimeKind;
import io.minutebook.query.view.Views;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What happened: to some minutes, an entry, an action, a series, or all of them. */
@Controller
class HistoryController {

  private final HistoryView history;
  private final SeriesView series;
  private final Freshness freshness;

  HistoryController(Views views, Freshness freshness) {
    this.history = views.history();
    this.series = views.series();
    this.freshness = freshness;
  }

  @QueryMapping
  Connection<ChangeNode> history(
      @Argument @Nullable String meeting,
      @Argument @Nullable String series,
      @Argument @Nullable String entry,
      @Argument @Nullable String person,
      @Argument TimeKind time,
      @Argument @Nullable Instant from,
      @Argument @Nullable Instant to,
      @Argument @Nullable String command,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    HistoryRight.require();
    MeetingId id = Arguments.readIfGiven("meeting", meeting, MeetingId::parse);
    if (entry != null && id == null) {
      throw new BadArgument("entry", "an entry is named within its minutes: give 'meeting' too");
    }
    freshness.await(atLeast);
    SeriesId within = Arguments.readIfGiven("series", series, SeriesId::new);
    HistoryFilter filter =
        new HistoryFilter(
            within,
            id == null ? null : id.stream(),
            Arguments.readIfGiven("entry", entry, EntryId::new),
            null,
            who(person, within == null && id != null ? id.series() : within),
            time,
            from,
            to,
            command);
    return Connection.of(
        id == null
            ? history.changes(filter, Connection.wanted(first, after))
            : history.changes(filter, Long.MAX_VALUE, Connection.wanted(first, after)),
        ChangeNode::of);
  }

  @SchemaMapping(typeName = "Meeting", field = "history")
  Connection<ChangeNode> historyOf(
      MeetingNode meeting,
      @Argument @Nullable String entry,
      @Argument int first,
      @Argument @Nullable String after) {
    HistoryRight.require();
    return Connection.of(
        history.changes(
            meeting.stored().stream(),
            meeting.version(),
            Arguments.readIfGiven("entry", entry, EntryId::new),
            Connection.wanted(first, after)),
        ChangeNode::of);
  }

  @QueryMapping
  Connection<ChangeNode> seriesHistory(
      @Argument String slug,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    HistoryRight.require();
    HistoryFilter filter =
        HistoryFilter.ofStream(Arguments.read("slug", slug, SeriesId::new).stream());
    freshness.await(atLeast);
    return Connection.of(
        history.changes(filter, Long.MAX_VALUE, Connection.wanted(first, after)), ChangeNode::of);
  }

  @QueryMapping
  Connection<ChangeNode> actionHistory(
      @Argument String root,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    HistoryRight.require();
    HistoryFilter filter =
        HistoryFilter.ofAction(Arguments.read("root", root, EntryAddress::parse));
    freshness.await(atLeast);
    return Connection.of(history.changes(filter, Connection.wanted(first, after)), ChangeNode::of);
  }

  private People.@Nullable Who who(@Nullable String person, @Nullable SeriesId within) {
    PersonLabel label = Arguments.readIfGiven("person", person, PersonLabel::new);
    return label == null ? null : series.who(label, within);
  }
}
