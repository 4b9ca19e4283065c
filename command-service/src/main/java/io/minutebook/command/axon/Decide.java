package io.minutebook.command.axon;

import io.minutebook.command.Request;
import io.minutebook.command.meeting.Facts;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The one message that is sent to an aggregate of each kind, whatever is asked in it. */
sealed interface Decide {

  @TargetAggregateIdentifier
  String stream();

  record OnSeries(
      @TargetAggregateIdentifier String stream, Request.ForSeries request, String commandId)
      implements Decide {}

  record OnMeeting(
      @TargetAggregateIdentifier String stream, Request request, String commandId, Facts facts)
      implements Decide {}
}
