package io.minutebook.query.graphql;

import io.minutebook.event.SeriesId;
import io.minutebook.query.view.CountsView;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.Views;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Counts of tickets across meetings. */
@Controller
class CountController {

  private final CountsView counts;
  private final Freshness freshness;

  CountController(Views views, Freshness freshness) {
    this.counts = views.counts();
    this.freshness = freshness;
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
      AskedMoment moment,
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
        counts.tallies(filter, moment.asOf(), Connection.wanted(first, after)),
        TicketTallyNode::of);
  }
}
