package io.minutebook.query.graphql;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
import io.minutebook.query.audit.SeriesAsOf;
import io.minutebook.query.view.AsOf;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.SearchQuery;
import io.minutebook.query.view.SearchView;
import io.minutebook.query.view.TicketTrail;
import io.minutebook.query.view.Views;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Looks for tickets and words in all minutes. */
@Controller
class SearchController {

  private final Views views;
  private final SearchView search;
  private final SeriesAsOf series;
  private final Freshness freshness;

  SearchController(Views views, Freshness freshness) {
    this.views = views;
    this.search = views.search();
    this.series = new SeriesAsOf(views);
    this.freshness = freshness;
  }

  @QueryMapping
  TicketTrail ticket(
      @Argument String key,
      @Argument @Nullable String series,
      AskedMoment moment,
      @Argument @Nullable List<String> atLeast) {
    freshness.await(atLeast);
    return views.ticket(
        Arguments.read("key", key, Ticket::new),
        Arguments.readIfGiven("series", series, SeriesId::new),
        moment.asOf());
  }

  @SchemaMapping(typeName = "TicketTrail", field = "firstMention")
  @Nullable MentionNode firstMention(TicketTrail ticket) {
    return ticket.first().map(MentionNode::of).orElse(null);
  }

  @SchemaMapping(typeName = "TicketTrail", field = "lastMention")
  @Nullable MentionNode lastMention(TicketTrail ticket) {
    return ticket.last().map(MentionNode::of).orElse(null);
  }

  @SchemaMapping(typeName = "TicketTrail", field = "spanDays")
  @Nullable Long spanDays(TicketTrail ticket) {
    return ticket
        .first()
        .flatMap(
            first -> ticket.last().map(last -> ChronoUnit.DAYS.between(first.date(), last.date())))
        .orElse(null);
  }

  @SchemaMapping(typeName = "TicketTrail", field = "mentions")
  Connection<MentionNode> mentions(
      TicketTrail ticket, @Argument int first, @Argument @Nullable String after) {
    return Connection.of(ticket.mentions(Connection.wanted(first, after)), MentionNode::of);
  }

  @QueryMapping
  Connection<SearchHitNode> search(
      @Argument String text,
      @Argument @Nullable String series,
      @Argument @Nullable List<EntryNode.Kind> kinds,
      @Argument @Nullable String person,
      @Argument @Nullable LocalDate from,
      @Argument @Nullable LocalDate to,
      AskedMoment moment,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    freshness.await(atLeast);
    PersonLabel label = Arguments.readIfGiven("person", person, PersonLabel::new);
    SeriesId within = Arguments.readIfGiven("series", series, SeriesId::new);
    AsOf asOf = moment.asOf();
    SearchView.Filter filter =
        new SearchView.Filter(
            within,
            kinds == null ? null : kinds.stream().map(EntryKinds::view).collect(Collectors.toSet()),
            label == null ? null : this.series.who(label, within, asOf),
            from,
            to);
    return Connection.of(
        search.search(SearchQuery.parse(text), filter, asOf, Connection.wanted(first, after)),
        SearchHitNode::of);
  }
}
