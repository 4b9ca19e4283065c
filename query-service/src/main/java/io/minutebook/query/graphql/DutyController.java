package io.minutebook.query.graphql;

import io.minutebook.event.SeriesId;
import io.minutebook.query.audit.SeriesAsOf;
import io.minutebook.query.view.AsOf;
import io.minutebook.query.view.DutyView;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.Views;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Who is on duty when. */
@Controller
class DutyController {

  private final DutyView duty;
  private final SeriesAsOf series;
  private final Freshness freshness;

  DutyController(Views views, Freshness freshness) {
    this.duty = views.duty();
    this.series = new SeriesAsOf(views);
    this.freshness = freshness;
  }

  @QueryMapping
  Connection<DutyTurnNode> duty(
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
        duty.turns(
            id, this.series.settings(id, asOf), from, to, asOf, Connection.wanted(first, after)),
        DutyTurnNode::of);
  }

  @QueryMapping
  List<DutyTurnNode> dutyOn(
      @Argument String series,
      @Argument LocalDate date,
      AskedMoment moment,
      @Argument @Nullable List<String> atLeast) {
    freshness.await(atLeast);
    SeriesId id = Arguments.read("series", series, SeriesId::new);
    AsOf asOf = moment.asOf();
    return duty.on(id, this.series.settings(id, asOf), date, asOf).stream()
        .map(DutyTurnNode::of)
        .toList();
  }
}
