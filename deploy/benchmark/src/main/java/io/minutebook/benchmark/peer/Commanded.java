package io.minutebook.benchmark.peer;

import io.minutebook.command.Decisions;
import io.minutebook.command.Outcome;
import io.minutebook.command.meeting.EntryRef;
import java.util.stream.IntStream;

/** A store that is asked through the command bus. */
public final class Commanded implements Peer {

  private final Workload workload;
  private final Store store;
  private final Decisions decisions;
  private volatile EntryRef note = new EntryRef("e1");

  public Commanded(Workload workload, Store store) {
    this.workload = workload;
    this.store = store;
    this.decisions = store.decisions();
  }

  @Override
  public void begin() {
    decisions.decide(workload.series());
    note = beginMeeting(0);
    IntStream.range(1, workload.meetings()).parallel().forEach(this::beginMeeting);
  }

  private EntryRef beginMeeting(int meeting) {
    Outcome outcome = decisions.decide(workload.beginning(meeting));
    return new EntryRef(outcome.entries().getLast());
  }

  @Override
  public int once(long number) {
    ask(number);
    return 1;
  }

  /** Asks for one event and returns its id. */
  public String ask(long number) {
    Outcome outcome = decisions.decide(workload.reword(number, note));
    if (outcome.events().size() != 1) {
      throw new IllegalStateException("a command made " + outcome.events());
    }
    return outcome.events().getFirst();
  }

  @Override
  public Backlog settle() throws InterruptedException {
    return store.settle();
  }

  @Override
  public long stored() {
    return store.stored();
  }

  @Override
  public void close() {
    store.close();
  }
}
