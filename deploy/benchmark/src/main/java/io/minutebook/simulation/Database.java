package io.minutebook.simulation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a database promises: a write is seen at once and is journalled a little later, all of them
 * in one order; a crash takes back what was not journalled, but for a beginning that was.
 */
final class Database {

  private final Scheduler scheduler;
  private final Dice dice;
  private final boolean waitsForJournal;
  private final Server server;
  private final long slowestJournal;
  private final Deque<Write> unjournalled = new ArrayDeque<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private long written;
  private long journalled;
  private boolean journalling;
  private long clockIsAhead;
  private Runnable onWrite = () -> {};

  private record Write(long number, Runnable undo) {}

  /**
   * @param waitsForJournal whether what is to wait for the journal does so
   */
  Database(Scheduler scheduler, Dice dice, Faults faults, boolean waitsForJournal) {
    this.scheduler = scheduler;
    this.dice = dice;
    this.waitsForJournal = waitsForJournal;
    this.server = new Server(scheduler, dice, faults);
    this.slowestJournal = Scheduler.MILLISECOND * (dice.chance(0.4) ? 1_500 : 20);
  }

  Server server() {
    return server;
  }

  /**
   * Notes a write that was just made.
   *
   * @param undo how it is taken back
   * @return its number
   */
  long wrote(Runnable undo) {
    unjournalled.add(new Write(++written, undo));
    onWrite.run();
    if (!journalling) {
      journalling = true;
      scheduler.after(dice.between(1, slowestJournal), this::journal);
    }
    return written;
  }

  boolean isSlow() {
    return slowestJournal > Scheduler.SECOND;
  }

  /** Has something done right after every write. */
  void onWrite(Runnable then) {
    onWrite = then;
  }

  private void journal() {
    journalling = false;
    journalled = written;
    unjournalled.clear();
    List<Runnable> told = List.copyOf(waiting);
    waiting.clear();
    told.forEach(Runnable::run);
  }

  boolean isJournalled(long write) {
    return write <= journalled;
  }

  /** Does something once all that is written now is journalled. */
  void whenJournalled(Runnable then) {
    if (unjournalled.isEmpty() || !waitsForJournal) {
      then.run();
    } else {
      waiting.add(then);
    }
  }

  void crash() {
    server.goDown();
    waiting.clear();
    int kept = dice.chance(0.5) ? 0 : dice.below(unjournalled.size() + 1);
    while (unjournalled.size() > kept) {
      unjournalled.removeLast().undo.run();
    }
    if (kept > 0) {
      journalled = unjournalled.getLast().number;
      unjournalled.clear();
    }
  }

  /** The server's clock, which may be wrong, and jump. */
  Instant clock() {
    return Machine.EPOCH.plusNanos(scheduler.now() + clockIsAhead);
  }

  void setClock(long nanosAhead) {
    clockIsAhead = nanosAhead;
  }
}
