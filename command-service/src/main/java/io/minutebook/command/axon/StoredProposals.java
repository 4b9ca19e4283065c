package io.minutebook.command.axon;

import io.minutebook.command.Proposals;
import io.minutebook.command.Refusal;
import io.minutebook.command.eventstore.CommitStore;
import io.minutebook.command.meeting.Proposal;
import io.minutebook.event.MeetingId;

/** Proposes from what is stored at the moment. */
final class StoredProposals implements Proposals {

  private final CommitStore store;
  private final FactsReader facts;

  StoredProposals(CommitStore store, FactsReader facts) {
    this.store = store;
    this.facts = facts;
  }

  @Override
  public Proposal propose(MeetingId meeting) {
    if (store.head(meeting.series().stream()).isEmpty()) {
      throw Refusal.notFound("series", "There is no series '" + meeting.series() + "'.");
    }
    if (store.head(meeting.stream()).isPresent()) {
      throw Refusal.conflict(null, "The minutes of " + meeting + " have been begun already.");
    }
    return Proposal.of(meeting, facts.forBeginning(meeting));
  }
}
