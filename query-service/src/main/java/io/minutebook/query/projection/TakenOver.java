package io.minutebook.query.projection;

import io.minutebook.query.view.Change;
import io.minutebook.query.view.LogPlace;
import io.minutebook.query.view.ParkedStreams.Parked;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The views of a generation that takes over some of them from the one before. What that one is
 * known to have written by the time of building is not written again; whatever came later is
 * written here too, so that nothing is missing whoever stops first.
 */
final class TakenOver implements ViewStore {

  private final ViewStore own;
  private final ViewStore all;
  private final Map<Integer, Long> written;
  private final Set<String> left;

  /** The changes of the batch that is being written, until it is known how far it goes. */
  private List<Change> changes = List.of();

  /**
   * @param own writes only the views that are made anew
   * @param all writes all views
   * @param written by partition, the offset before which the generation before has written all
   * @param left the streams that it does not follow
   */
  TakenOver(ViewStore own, ViewStore all, Map<Integer, Long> written, Set<String> left) {
    this.own = own;
    this.all = all;
    this.written = Map.copyOf(written);
    this.left = Set.copyOf(left);
  }

  @Override
  public boolean isEmpty() {
    return own.isEmpty();
  }

  @Override
  public Map<String, Placed> load(List<String> streams) {
    return own.load(streams);
  }

  @Override
  public void addHistory(List<Change> batch) {
    own.addHistory(batch);
    changes = batch;
  }

  /** As always, between the history and the heads. */
  @Override
  public void writeEntries(List<Listed> lists) {
    List<Listed> late = lists.stream().filter(each -> isLate(each.upTo())).toList();
    if (!late.isEmpty()) {
      Set<String> streams =
          late.stream().map(each -> each.upTo().state().stream()).collect(Collectors.toSet());
      all.addHistory(changes.stream().filter(each -> streams.contains(each.stream())).toList());
      all.writeEntries(late);
    }
    own.writeEntries(lists.stream().filter(each -> !isLate(each.upTo())).toList());
  }

  private boolean isLate(Placed placed) {
    LogPlace place = placed.place();
    return left.contains(placed.state().stream())
        || place == null
        || place.offset() >= written.getOrDefault(place.partition(), 0L);
  }

  @Override
  public void replaceHeads(List<Placed> states) {
    own.replaceHeads(states);
  }

  @Override
  public List<Parked> parked() {
    return own.parked();
  }

  @Override
  public void park(Parked stream) {
    own.park(stream);
  }

  @Override
  public void resume(String stream) {
    own.resume(stream);
  }
}
