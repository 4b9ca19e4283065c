package io.minutebook.query.graphql;

import io.minutebook.event.SeriesId;
import io.minutebook.query.audit.SeriesAsOf;
import io.minutebook.query.view.AsOf;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.PeopleView;
import io.minutebook.query.view.PersonSummary;
import io.minutebook.query.view.Views;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** What people do. */
@Controller
class PeopleController {

  private final PeopleView people;
  private final SeriesAsOf series;
  private final Freshness freshness;

  PeopleController(Views views, Freshness freshness) {
    this.people = views.people();
    this.series = new SeriesAsOf(views);
    this.freshness = freshness;
  }

  @QueryMapping
  Connection<PersonSummary> people(
      @Argument String series,
      @Argument @Nullable LocalDate from,
      @Argument @Nullable LocalDate to,
      AskedMoment moment,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    freshness.await(atLeast);
    SeriesId id = Arguments.read("series", series, SeriesId::new);
    AsOf asOf = moment.asOf();
    return Connection.of(
        people.people(
            id, this.series.settings(id, asOf), from, to, asOf, Connection.wanted(first, after)),
        summary -> summary);
  }
}
