package io.minutebook.query.graphql;

import io.minutebook.event.SeriesId;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.ReleasesView;
import io.minutebook.query.view.Views;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** When releases are planned, and how that was moved. */
@Controller
class ReleaseController {

  private final ReleasesView releases;
  private final Freshness freshness;

  ReleaseController(Views views, Freshness freshness) {
    this.releases = views.releases();
    this.freshness = freshness;
  }

  @QueryMapping
  Connection<ReleaseLifeNode> releases(
      @Argument @Nullable String series,
      @Argument @Nullable String version,
      @Argument @Nullable Instant asOf,
      @Argument @Nullable TimeKind asOfTime,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    freshness.await(atLeast);
    return Connection.of(
        releases.releases(
            Arguments.readIfGiven("series", series, SeriesId::new),
            version,
            Arguments.asOf(asOf, asOfTime),
            Connection.wanted(first, after)),
        ReleaseLifeNode::of);
  }
}
