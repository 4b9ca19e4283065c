package io.minutebook.benchmark.rebuild;

import io.minutebook.query.projection.ViewStore;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.ParkedStreams.Parked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Views that are kept in memory: what is folded, and no documents of it. */
final class MemoryViews implements ViewStore {

  private final Map<String, Placed> heads = new HashMap<>();
  private final List<Change> history = new ArrayList<>();
  private long begun;

  /** How many events they were folded from. */
  long events() {
    long events = heads.values().stream().mapToLong(head -> head.state().version() + 1).sum();
    if (events != history.size()) {
      throw new IllegalStateException(
          "%,d events were folded, and the history has %,d".formatted(events, history.size()));
    }
    if (begun == 0) {
      throw new IllegalStateException("nothing came up to be listed");
    }
    return events;
  }

  @Override
  public boolean isEmpty() {
    return heads.isEmpty();
  }

  @Override
  public Map<String, Placed> load(List<String> streams) {
    Map<String, Placed> loaded = new HashMap<>();
    for (String stream : streams) {
      Placed head = heads.get(stream);
      if (head != null) {
        loaded.put(stream, head);
      }
    }
    return loaded;
  }

  @Override
  public void addHistory(List<Change> changes) {
    history.addAll(changes);
  }

  @Override
  public void writeEntries(List<Listed> lists) {
    for (Listed each : lists) {
      begun += each.changes().begun().size();
    }
  }

  @Override
  public void replaceHeads(List<Placed> states) {
    states.forEach(placed -> heads.put(placed.state().stream(), placed));
  }

  @Override
  public List<Parked> parked() {
    return List.of();
  }

  @Override
  public void park(Parked stream) {
    throw new IllegalStateException("not followed: " + stream);
  }

  @Override
  public void resume(String stream) {
    throw new IllegalStateException(stream + " was never parked");
  }
}
