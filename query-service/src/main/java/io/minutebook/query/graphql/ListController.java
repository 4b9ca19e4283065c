package io.minutebook.query.graphql;

import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.query.view.ActionsView;
import io.minutebook.query.view.CountsView;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.Views;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** What is listed across meetings: action items and counts of tickets. */
@Controller
class ListController {

  private final ActionsView actions;
  private final CountsView counts;
  private final Freshness freshness;

  ListController(Views views, Freshness freshness) {
    this.actions = views.actions();
    this.counts = views.counts();
    this.freshness = freshness;
  }

  @QueryMapping
  Connection<ActionItemNode> actions(
      @Argument @Nullable String series,
      @Argument @Nullable String owner,
      @Argument @Nullable ActionStatus status,
      @Argument @Nullable String ticket,
      @Argument @Nullable String meeting,
      @Argument @Nullable Boolean open,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    ActionsView.Filter filter =
        new ActionsView.Filter(
            Arguments.readIfGiven("series", series, SeriesId::new),
            Arguments.readIfGiven("owner", owner, PersonLabel::new),
            status,
            Arguments.readIfGiven("ticket", ticket, Ticket::new),
            Arguments.readIfGiven("meeting", meeting, MeetingId::parse),
            open);
    freshness.await(atLeast);
    return Connection.of(
        actions.actions(filter, Connection.wanted(first, after)), ActionItemNode::of);
  }

  @QueryMapping
  Connection<TicketTallyNode> ticketCounts(
      @Argument String series,
      @Argument @Nullable String counter,
      @Argument @Nullable String queue,
      @Argument @Nullable String board,
      @Argument @Nullable String state,
      @Argument @Nullable LocalDate from,
      @Argument @Nullable LocalDate to,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    CountsView.Filter filter =
        new CountsView.Filter(
            Arguments.read("series", series, SeriesId::new),
            counter,
            queue,
            board,
            state,
            from,
            to);
    freshness.await(atLeast);
    return Connection.of(
        counts.tallies(filter, Connection.wanted(first, after)), TicketTallyNode::of);
  }
}
