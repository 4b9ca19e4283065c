package io.minutebook.query.graphql;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.query.audit.SeriesAsOf;
import io.minutebook.query.view.AsOf;
import io.minutebook.query.view.AttendanceView;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.Views;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Who attended when. */
@Controller
class AttendanceController {

  private final AttendanceView attendance;
  private final SeriesAsOf series;
  private final Freshness freshness;

  AttendanceController(Views views, Freshness freshness) {
    this.attendance = views.attendance();
    this.series = new SeriesAsOf(views);
    this.freshness = freshness;
  }

  @QueryMapping
  Connection<PresenceNode> attendance(
      @Argument @Nullable String series,
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
    AttendanceView.Filter filter =
        new AttendanceView.Filter(
            within, label == null ? null : this.series.who(label, within, asOf), from, to);
    return Connection.of(
        attendance.presences(filter, asOf, Connection.wanted(first, after)), PresenceNode::of);
  }
}
