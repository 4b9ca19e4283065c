package io.minutebook.query.graphql;

import io.minutebook.event.SeriesId;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.ReleaseCountsView;
import io.minutebook.query.view.ReleasesView;
import io.minutebook.query.view.Views;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** When releases are planned, and how that was moved. */
@Controller
class ReleaseController {

  private final ReleasesView releases;
  private final ReleaseCountsView counts;
  private final Freshness freshness;

  ReleaseController(Views views, Freshness freshness) {
    this.releases = views.releases();
    this.counts = views.releaseCounts();
    this.freshness = freshness;
  }

  @QueryMapping
  Connection<ReleaseLifeNode> releases(
      @Argument @Nullable String series,
      @Argument @Nullable String version,
      AskedMoment moment,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    freshness.await(atLeast);
    return Connection.of(
        releases.releases(
            Arguments.readIfGiven("series", series, SeriesId::new),
            version,
            moment.asOf(),
            Connection.wanted(first, after)),
        ReleaseLifeNode::of);
  }

  @QueryMapping
  Connection<ReleaseCountRowNode> releaseCounts(
      @Argument String series,
      @Argument @Nullable String status,
      @Argument @Nullable Boolean wrong,
      @Argument @Nullable LocalDate from,
      @Argument @Nullable LocalDate to,
      AskedMoment moment,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    freshness.await(atLeast);
    ReleaseCountsView.Filter filter =
        new ReleaseCountsView.Filter(
            Arguments.read("series", series, SeriesId::new), status, wrong, from, to);
    return Connection.of(
        counts.rows(filter, moment.asOf(), Connection.wanted(first, after)),
        ReleaseCountRowNode::of);
  }
}
