package io.minutebook.benchmark.peer;

import io.minutebook.command.Decisions;
import io.minutebook.command.Outcome;
import io.minutebook.command.meeting.EntryRef;
import java.util.stream.IntStream;

/** A peer that is asked through the command bus. */
abstract class Commanded implements Peer {

  /** How many aggregates' states are kept in memory: all that the workload has, for everyone. */
  static final int CACHED = 10_000;

  private final Workload workload;
  private volatile EntryRef note = new EntryRef("e1");

  Commanded(Workload workload) {
    this.workload = workload;
  }

  abstract Decisions decisions();

  @Override
  public void begin() {
    decisions().decide(workload.series());
    note = beginMeeting(0);
    IntStream.range(1, workload.meetings()).parallel().forEach(this::beginMeeting);
  }

  private EntryRef beginMeeting(int meeting) {
    Outcome outcome = decisions().decide(workload.beginning(meeting));
    return new EntryRef(outcome.entries().getLast());
  }

  @Override
  public int once(long number) {
    Outcome outcome = decisions().decide(workload.reword(number, note));
    if (outcome.events().size() != 1) {
      throw new IllegalStateException("a command made " + outcome.events());
    }
    return 1;
  }
}
