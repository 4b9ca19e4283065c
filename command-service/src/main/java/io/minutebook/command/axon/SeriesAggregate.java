package io.minutebook.command.axon;

import io.minutebook.command.Refusal;
import io.minutebook.command.Request;
import io.minutebook.command.series.SeriesDecider;
import io.minutebook.event.SeriesEvent;
import io.minutebook.minutes.Series;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;

/** A series as an aggregate: it keeps its state and asks the decider. */
final class SeriesAggregate {

  @AggregateIdentifier private String stream;
  private Series series = Series.NONE;
  private long version = -1;

  /** As Axon's test fixture makes it: without a name until its first command. */
  SeriesAggregate() {
    this("");
  }

  SeriesAggregate(String stream) {
    this.stream = stream;
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  Verdict handle(Decide.OnSeries command) {
    stream = command.stream();
    long decidedOn = version;
    Request.ForSeries request = command.request();
    List<SeriesEvent> events;
    try {
      ExpectedVersion.check(request.expected(), version, stream);
      events = SeriesDecider.decide(series, request.series(), request.command());
    } catch (Refusal refusal) {
      return new Verdict.Refused(decidedOn, refusal);
    }
    if (events.isEmpty()) {
      return new Verdict.Unchanged(decidedOn, List.of());
    }
    CommitContext context =
        CommitContext.of(
            command.commandId(), request.context(), request.command().getClass().getSimpleName());
    events.forEach(event -> AggregateLifecycle.apply(event, context.asMetaData()));
    return new Verdict.Applied(decidedOn, events.size(), List.of());
  }

  @EventSourcingHandler
  void on(SeriesEvent event) {
    series = series.apply(event);
    version++;
  }
}
