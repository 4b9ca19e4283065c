package io.minutebook.command.axon;

import io.minutebook.command.Expected;
import io.minutebook.command.Refusal;
import io.minutebook.command.Request;
import io.minutebook.command.meeting.Circumstances;
import io.minutebook.command.meeting.Decision;
import io.minutebook.command.meeting.Facts;
import io.minutebook.command.meeting.MeetingDecider;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.minutes.Minutes;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;

/** The minutes of one meeting as an aggregate: it keeps their state and asks the decider. */
final class MeetingAggregate {

  @AggregateIdentifier private String stream;
  private Minutes minutes = Minutes.NONE;
  private long version = -1;

  /** As Axon's test fixture makes it: without a name until its first command. */
  MeetingAggregate() {
    this("");
  }

  MeetingAggregate(String stream) {
    this.stream = stream;
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  Verdict handle(Decide.OnMeeting command) {
    stream = command.stream();
    long decidedOn = version;
    Decision decision;
    try {
      decision = decide(command.request(), command.facts());
    } catch (Refusal refusal) {
      return new Verdict.Refused(decidedOn, refusal);
    }
    boolean dryRun = command.request() instanceof Request.ForDocument document && document.dryRun();
    if (dryRun || decision.events().isEmpty()) {
      return new Verdict.Unchanged(decidedOn, dryRun ? decision.commands() : List.of());
    }
    for (int i = 0; i < decision.events().size(); i++) {
      CommitContext context =
          CommitContext.of(
              command.commandId(), command.request().context(), decision.causes().get(i));
      AggregateLifecycle.apply(decision.events().get(i), context.asMetaData());
    }
    return new Verdict.Applied(
        decidedOn,
        decision.events().size(),
        decision.entries().stream().map(EntryId::value).toList());
  }

  private Decision decide(Request request, Facts facts) {
    MeetingId meeting = MeetingId.ofStream(stream);
    String reason = request.context().reason();
    return switch (request) {
      case Request.ForMeeting r -> {
        ExpectedVersion.check(r.expected(), version, stream);
        Circumstances circumstances = new Circumstances(reason, false, facts);
        yield r.list()
            ? MeetingDecider.decideAll(minutes, meeting, r.commands(), circumstances)
            : MeetingDecider.decide(
                minutes, meeting, r.commands().getFirst().command(), circumstances);
      }
      case Request.ForDocument r -> {
        if (minutes.exist() && !r.dryRun() && r.expected() instanceof Expected.Unstated) {
          throw new Refusal(
              Refusal.Kind.PRECONDITION_REQUIRED,
              "If-Match",
              "There are minutes of "
                  + meeting
                  + " already, at version "
                  + version
                  + ". Send If-Match with the version that the document was made from, or * to"
                  + " replace whatever stands.");
        }
        ExpectedVersion.check(r.expected(), version, stream);
        yield MeetingDecider.decideDocument(
            minutes, meeting, r.markdown(), new Circumstances(reason, r.reinstate(), facts));
      }
      case Request.ForSeries ignored ->
          throw new IllegalArgumentException("a series is not a meeting");
    };
  }

  @EventSourcingHandler
  void on(MeetingEvent event) {
    minutes = minutes.apply(event);
    version++;
  }
}
