package io.minutebook.query.graphql;

import io.minutebook.event.SeriesId;
import io.minutebook.query.audit.Moment;
import io.minutebook.query.audit.SeriesAsOf;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.Views;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** The series, as they are or as they were. */
@Controller
class SeriesController {

  private final SeriesAsOf series;
  private final Freshness freshness;

  SeriesController(Views views, Freshness freshness) {
    this.series = new SeriesAsOf(views);
    this.freshness = freshness;
  }

  @QueryMapping
  List<SeriesNode> series(AskedMoment moment, @Argument @Nullable List<String> atLeast) {
    freshness.await(atLeast);
    Optional<Moment.At> past = moment.moment();
    return series.all(AskedMoment.asOf(past)).stream()
        .map(each -> new SeriesNode(each, past))
        .toList();
  }

  @QueryMapping
  @Nullable SeriesNode seriesBySlug(
      @Argument String slug, AskedMoment moment, @Argument @Nullable List<String> atLeast) {
    freshness.await(atLeast);
    Optional<Moment.At> past = moment.moment();
    return series
        .find(Arguments.read("slug", slug, SeriesId::new), AskedMoment.asOf(past))
        .map(found -> new SeriesNode(found, past))
        .orElse(null);
  }
}
