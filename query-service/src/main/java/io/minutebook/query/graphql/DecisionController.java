package io.minutebook.query.graphql;

import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.SeriesId;
import io.minutebook.query.view.DecisionsView;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.PackagesView;
import io.minutebook.query.view.Views;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** What was decided, and how far packages have come. */
@Controller
class DecisionController {

  private final DecisionsView decisions;
  private final PackagesView packages;
  private final Freshness freshness;

  DecisionController(Views views, Freshness freshness) {
    this.decisions = views.decisions();
    this.packages = views.packages();
    this.freshness = freshness;
  }

  @QueryMapping
  Connection<DecisionItemNode> decisions(
      @Argument @Nullable String series,
      @Argument @Nullable String meeting,
      @Argument @Nullable String text,
      @Argument @Nullable Boolean inForce,
      AskedMoment moment,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    DecisionsView.Filter filter =
        new DecisionsView.Filter(
            Arguments.readIfGiven("series", series, SeriesId::new),
            Arguments.readIfGiven("meeting", meeting, MeetingId::parse),
            text,
            inForce);
    freshness.await(atLeast);
    return Connection.of(
        decisions.decisions(filter, moment.asOf(), Connection.wanted(first, after)),
        DecisionItemNode::of);
  }

  @QueryMapping
  Connection<PackageItemNode> packages(
      @Argument @Nullable String series,
      @Argument @Nullable PackageStage stage,
      @Argument @Nullable String meeting,
      @Argument @Nullable String text,
      AskedMoment moment,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    PackagesView.Filter filter =
        new PackagesView.Filter(
            Arguments.readIfGiven("series", series, SeriesId::new),
            stage,
            Arguments.readIfGiven("meeting", meeting, MeetingId::parse),
            text);
    freshness.await(atLeast);
    return Connection.of(
        packages.packages(filter, moment.asOf(), Connection.wanted(first, after)),
        PackageItemNode::of);
  }
}
