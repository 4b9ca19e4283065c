package io.minutebook.query.graphql;

import io.minutebook.event.SeriesId;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.SeriesView;
import io.minutebook.query.view.Views;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** The series. */
@Controller
class SeriesController {

  private final SeriesView series;
  private final Freshness freshness;

  SeriesController(Views views, Freshness freshness) {
    this.series = views.series();
    this.freshness = freshness;
  }

  @QueryMapping
  List<SeriesNode> series(@Argument @Nullable List<String> atLeast) {
    freshness.await(atLeast);
    return series.all().stream().map(SeriesNode::new).toList();
  }

  @QueryMapping
  @Nullable SeriesNode seriesBySlug(
      @Argument String slug, @Argument @Nullable List<String> atLeast) {
    freshness.await(atLeast);
    return series
        .find(Arguments.read("slug", slug, SeriesId::new))
        .map(SeriesNode::new)
        .orElse(null);
  }
}
