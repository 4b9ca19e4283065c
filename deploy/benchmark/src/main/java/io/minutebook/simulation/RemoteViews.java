package io.minutebook.simulation;

import io.minutebook.query.projection.ViewStore;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.ParkedStreams.Parked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** The views as one machine sees them, over the network. */
final class RemoteViews implements ViewStore {

  private final Machine machine;
  private final Dice dice;
  private final StoredViews views;
  private final Database database;
  private final Set<Safeguard> out;

  /** What would have been written first, where that is not kept to. */
  private List<Listed> putOff = List.of();

  RemoteViews(Machine machine, Dice dice, StoredViews views, Set<Safeguard> out) {
    this.machine = machine;
    this.dice = dice;
    this.views = views;
    this.database = views.database();
    this.out = out;
  }

  private <T> T read(Supplier<T> work) {
    return Objects.requireNonNull(
        database.server().<T>call(machine, Unanswered::new, reply -> reply.with(work.get())));
  }

  private void write(Runnable work) {
    database
        .server()
        .<Boolean>call(
            machine,
            Unanswered::new,
            reply -> {
              work.run();
              database.whenJournalled(() -> reply.with(true));
            });
  }

  @Override
  public boolean isEmpty() {
    return read(views::isEmpty);
  }

  @Override
  public Map<String, Placed> load(List<String> streams) {
    Map<String, Placed> loaded =
        read(
            () -> {
              Map<String, Placed> found = new HashMap<>();
              for (String stream : streams) {
                Placed head = views.head(stream);
                if (head != null) {
                  found.put(stream, head);
                }
              }
              return found;
            });
    if (!loaded.isEmpty()) {
      write(() -> {}); // returns once all of it is journalled
    }
    return loaded;
  }

  /** In one request or in several, as with a server that has such or has not. */
  @Override
  public void write(List<Change> changes, List<Listed> lists) {
    if (dice.chance(0.5)) {
      ViewStore.super.write(changes, lists);
    } else if (out.contains(Safeguard.HEADS_COME_LAST)) {
      write(
          () -> {
            lists.forEach(each -> views.setHead(each.upTo()));
            lists.forEach(each -> views.list(each.upTo()));
            changes.forEach(views::addHistory);
          });
    } else {
      write(
          () -> {
            changes.forEach(views::addHistory);
            lists.forEach(each -> views.list(each.upTo()));
            lists.forEach(each -> views.setHead(each.upTo()));
          });
    }
  }

  @Override
  public void addHistory(List<Change> changes) {
    write(() -> changes.forEach(views::addHistory));
  }

  @Override
  public void writeEntries(List<Listed> lists) {
    if (out.contains(Safeguard.HEADS_COME_LAST)) {
      putOff = lists;
    } else {
      write(() -> lists.forEach(each -> views.list(each.upTo())));
    }
  }

  @Override
  public void replaceHeads(List<Placed> states) {
    write(() -> states.forEach(views::setHead));
    if (out.contains(Safeguard.HEADS_COME_LAST)) {
      List<Listed> late = putOff;
      write(() -> late.forEach(each -> views.list(each.upTo())));
    }
  }

  @Override
  public List<Parked> parked() {
    return read(() -> List.copyOf(views.parked().values()));
  }

  @Override
  public void park(Parked stream) {
    write(() -> views.park(stream));
  }

  @Override
  public void resume(String stream) {
    write(() -> views.resume(stream));
  }
}
