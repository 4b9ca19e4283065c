package io.minutebook.query.graphql;

import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.query.audit.SeriesAsOf;
import io.minutebook.query.view.ActionsView;
import io.minutebook.query.view.AsOf;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.People;
import io.minutebook.query.view.Views;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Action items as each of the minutes has them, and their lives over all meetings. */
@Controller
class ActionController {

  private final ActionsView actions;
  private final SeriesAsOf series;
  private final Freshness freshness;

  ActionController(Views views, Freshness freshness) {
    this.actions = views.actions();
    this.series = new SeriesAsOf(views);
    this.freshness = freshness;
  }

  @QueryMapping
  Connection<ActionItemNode> actions(
      @Argument @Nullable String series,
      @Argument @Nullable String owner,
      @Argument @Nullable ActionStatus status,
      @Argument @Nullable String ticket,
      @Argument @Nullable String meeting,
      @Argument @Nullable LocalDate dueFrom,
      @Argument @Nullable LocalDate dueBefore,
      @Argument @Nullable Boolean open,
      AskedMoment moment,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    freshness.await(atLeast);
    SeriesId within = Arguments.readIfGiven("series", series, SeriesId::new);
    AsOf asOf = moment.asOf();
    ActionsView.Filter filter =
        new ActionsView.Filter(
            within,
            who(owner, within, asOf),
            status,
            Arguments.readIfGiven("ticket", ticket, Ticket::new),
            Arguments.readIfGiven("meeting", meeting, MeetingId::parse),
            new ActionsView.Due(dueFrom, dueBefore),
            open);
    return Connection.of(
        actions.actions(filter, asOf, Connection.wanted(first, after)), ActionItemNode::of);
  }

  @QueryMapping
  Connection<ActionLifeNode> actionLives(
      @Argument @Nullable String series,
      @Argument @Nullable String owner,
      @Argument @Nullable ActionStatus status,
      @Argument @Nullable Boolean open,
      @Argument @Nullable String ticket,
      @Argument @Nullable LocalDate dueFrom,
      @Argument @Nullable LocalDate dueBefore,
      AskedMoment moment,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    freshness.await(atLeast);
    SeriesId within = Arguments.readIfGiven("series", series, SeriesId::new);
    AsOf asOf = moment.asOf();
    ActionsView.LifeFilter filter =
        new ActionsView.LifeFilter(
            within,
            who(owner, within, asOf),
            status,
            Arguments.readIfGiven("ticket", ticket, Ticket::new),
            new ActionsView.Due(dueFrom, dueBefore),
            open);
    return Connection.of(
        actions.lives(filter, asOf, Connection.wanted(first, after)), ActionLifeNode::of);
  }

  /** Who did something is history, as everywhere. */
  @SchemaMapping(typeName = "ActionStep", field = "by")
  String by(ActionStepNode step) {
    HistoryRight.require();
    return step.step().step().by();
  }

  @SchemaMapping(typeName = "ActionStep", field = "at")
  Instant at(ActionStepNode step) {
    HistoryRight.require();
    return step.step().step().when();
  }

  private People.@Nullable Who who(@Nullable String owner, @Nullable SeriesId within, AsOf asOf) {
    PersonLabel label = Arguments.readIfGiven("owner", owner, PersonLabel::new);
    return label == null ? null : series.who(label, within, asOf);
  }
}
