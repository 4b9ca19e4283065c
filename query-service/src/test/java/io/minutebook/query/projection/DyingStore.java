package io.minutebook.query.projection;

import io.minutebook.query.view.Change;
import io.minutebook.query.view.ParkedStreams.Parked;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that fails at one of its calls: before it is carried out, or after. */
final class DyingStore implements ViewStore {

  private final ViewStore store;
  private final AtomicInteger calls;
  private final int fatal;
  private final Runnable death;

  /**
   * @param calls how many there have been
   * @param fatal the number of the call that fails, from 0; each call counts twice, for before and
   *     after
   */
  DyingStore(ViewStore store, AtomicInteger calls, int fatal, Runnable death) {
    this.store = store;
    this.calls = calls;
    this.fatal = fatal;
    this.death = death;
  }

  private void step() {
    if (calls.getAndIncrement() == fatal) {
      death.run();
    }
  }

  private void around(Runnable work) {
    step();
    work.run();
    step();
  }

  @Override
  public boolean isEmpty() {
    return store.isEmpty();
  }

  @Override
  public Map<String, Placed> load(List<String> streams) {
    step();
    return store.load(streams);
  }

  @Override
  public void addHistory(List<Change> changes) {
    around(() -> store.addHistory(changes));
  }

  @Override
  public void writeEntries(List<Listed> lists) {
    around(() -> store.writeEntries(lists));
  }

  @Override
  public void replaceHeads(List<Placed> states) {
    around(() -> store.replaceHeads(states));
  }

  @Override
  public List<Parked> parked() {
    return store.parked();
  }

  @Override
  public void park(Parked stream) {
    store.park(stream);
  }

  @Override
  public void resume(String stream) {
    store.resume(stream);
  }
}
