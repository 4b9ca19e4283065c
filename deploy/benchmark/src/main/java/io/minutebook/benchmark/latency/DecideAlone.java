package io.minutebook.benchmark.latency;

import io.minutebook.benchmark.load.Work;
import io.minutebook.benchmark.peer.Workload;
import io.minutebook.command.meeting.Decision;
import io.minutebook.command.meeting.EntryRef;
import io.minutebook.command.meeting.MeetingDecider;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.minutes.Minutes;

/** The decision and the fold of its event, with nothing around them. */
public final class DecideAlone implements Work {

  private final MeetingId meeting = Workload.meeting(0);
  private final EntryRef note;
  private Minutes minutes;

  public DecideAlone(Workload workload) {
    Decision begun = workload.begun(meeting);
    this.minutes = folded(Minutes.NONE, begun);
    this.note = EntryRef.of(begun.entries().getLast());
  }

  @Override
  public int once(long number) {
    Decision decision = MeetingDecider.decide(minutes, meeting, Workload.command(number, note));
    if (decision.events().size() != 1) {
      throw new IllegalStateException("a command made " + decision.events());
    }
    minutes = folded(minutes, decision);
    return 1;
  }

  private static Minutes folded(Minutes before, Decision decision) {
    Minutes minutes = before;
    for (MeetingEvent event : decision.events()) {
      minutes = minutes.apply(event);
    }
    return minutes;
  }
}
