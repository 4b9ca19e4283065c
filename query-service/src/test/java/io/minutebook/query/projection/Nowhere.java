package io.minutebook.query.projection;

import io.minutebook.query.view.Change;
import io.minutebook.query.view.ParkedStreams.Parked;
import java.util.List;
import java.util.Map;

/** Takes everything and keeps nothing. */
final class Nowhere implements ViewStore {
  @Override
  public boolean isEmpty() {
    return true;
  }

  @Override
  public Map<String, Placed> load(List<String> streams) {
    return Map.of();
  }

  @Override
  public void addHistory(List<Change> changes) {}

  @Override
  public void writeEntries(List<Listed> lists) {}

  @Override
  public void replaceHeads(List<Placed> states) {}

  @Override
  public List<Parked> parked() {
    return List.of();
  }

  @Override
  public void park(Parked stream) {
    throw new IllegalStateException(stream.reason());
  }

  @Override
  public void resume(String stream) {}
}
