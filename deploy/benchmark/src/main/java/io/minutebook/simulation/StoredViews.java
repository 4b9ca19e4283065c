package io.minutebook.simulation;

import io.minutebook.query.projection.ViewStore.Placed;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.ParkedStreams.Parked;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The views as they lie in their database. */
final class StoredViews {

  private final Database database;
  private final Ledger ledger;
  private final Set<Safeguard> out;
  private final Map<String, Placed> heads = new HashMap<>();
  private final Map<String, Placed> lists = new HashMap<>();
  private final Set<String> history = new HashSet<>();
  private final Map<String, Parked> parked = new TreeMap<>();

  StoredViews(Database database, Ledger ledger, Set<Safeguard> out) {
    this.database = database;
    this.ledger = ledger;
    this.out = out;
  }

  Database database() {
    return database;
  }

  boolean isEmpty() {
    return heads.isEmpty();
  }

  @Nullable Placed head(String stream) {
    return heads.get(stream);
  }

  Map<String, Parked> parked() {
    return parked;
  }

  void addHistory(Change change) {
    String id = change.stream() + "@" + change.version();
    if (history.add(id)) {
      StreamHistory stream = ledger.stream(change.stream());
      stream.historyHas(change);
      database.wrote(
          () -> {
            history.remove(id);
            stream.historyLost(change.version());
          });
    }
  }

  void list(Placed placed) {
    StreamHistory stream = ledger.stream(placed.state().stream());
    long before = stream.listed();
    if (replaced(lists, placed, () -> stream.listedAgain(before))) {
      stream.listed(placed.state());
    }
  }

  void setHead(Placed placed) {
    StreamHistory stream = ledger.stream(placed.state().stream());
    long before = stream.viewed();
    if (replaced(heads, placed, () -> stream.viewedAgain(before))) {
      stream.viewed(placed.state());
    }
  }

  private boolean replaced(Map<String, Placed> documents, Placed placed, Runnable undo) {
    String stream = placed.state().stream();
    Placed before = documents.get(stream);
    if (before != null
        && before.state().version() > placed.state().version()
        && !out.contains(Safeguard.COMPARE_AND_SET)) {
      return false;
    }
    put(documents, stream, placed);
    database.wrote(
        () -> {
          put(documents, stream, before);
          undo.run();
        });
    return true;
  }

  private static <T> void put(Map<String, T> into, String stream, @Nullable T value) {
    if (value == null) {
      into.remove(stream);
    } else {
      into.put(stream, value);
    }
  }

  void park(Parked stream) {
    Parked before = parked.put(stream.stream(), stream);
    database.wrote(() -> put(parked, stream.stream(), before));
  }

  void resume(String stream) {
    Parked before = parked.remove(stream);
    database.wrote(() -> put(parked, stream, before));
  }

  /** All of it as it is now, to be put back some time; what is parked stays as it is then. */
  Runnable backup() {
    Map<String, Placed> headsNow = Map.copyOf(heads);
    Map<String, Placed> listsNow = Map.copyOf(lists);
    Set<String> historyNow = Set.copyOf(history);
    Runnable known = ledger.viewsNow();
    return () -> {
      heads.clear();
      heads.putAll(headsNow);
      lists.clear();
      lists.putAll(listsNow);
      history.clear();
      history.addAll(historyNow);
      known.run();
    };
  }
}
