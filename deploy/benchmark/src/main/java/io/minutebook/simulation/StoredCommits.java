package io.minutebook.simulation;

import io.minutebook.command.eventstore.Insertion;
import io.minutebook.command.eventstore.LogEnds;
import io.minutebook.command.eventstore.Place;
import io.minutebook.log.Commit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The commits as they lie in the database, and how far the log is noted to reach. */
final class StoredCommits {

  private final Database database;
  private final Ledger ledger;
  private final Set<Safeguard> out;
  private final NavigableMap<String, NavigableMap<Long, Stored>> streams = new TreeMap<>();
  private final Map<String, Stored> commands = new HashMap<>();
  private final Map<Integer, Long> logEnds = new TreeMap<>();
  private long forgotten;

  /** A commit, the number of its write, and whether it has still to be published. */
  static final class Stored {
    private final Commit commit;
    private long write;
    private boolean pending = true;

    Stored(Commit commit) {
      this.commit = commit;
    }

    Commit commit() {
      return commit;
    }

    boolean isPending() {
      return pending;
    }
  }

  StoredCommits(Database database, Ledger ledger, Set<Safeguard> out) {
    this.database = database;
    this.ledger = ledger;
    this.out = out;
  }

  Database database() {
    return database;
  }

  Insertion insert(Commit commit) {
    NavigableMap<Long, Stored> stream =
        streams.computeIfAbsent(commit.stream(), name -> new TreeMap<>());
    boolean placeIsTaken =
        stream.containsKey(commit.version()) && !out.contains(Safeguard.ONE_COMMIT_A_PLACE);
    String command = commandKey(commit.stream(), commit.commandId());
    boolean commandIsKnown =
        commands.containsKey(command) && !out.contains(Safeguard.ONE_COMMIT_A_COMMAND);
    if (placeIsTaken || commandIsKnown) {
      return new Insertion.Duplicate();
    }
    Stored stored = new Stored(commit);
    stream.put(commit.version(), stored);
    commands.put(command, stored);
    ledger.stored(commit);
    stored.write =
        database.wrote(
            () -> {
              stream.remove(commit.version());
              commands.remove(command);
              ledger.lost(commit);
            });
    return new Insertion.Stored();
  }

  private static String commandKey(String stream, String command) {
    return stream + " " + command;
  }

  @Nullable Commit byCommandId(String stream, String command) {
    Stored found = commands.get(commandKey(stream, command));
    return found == null ? null : found.commit;
  }

  /** The commits of a stream in order; none if there is no such stream. */
  Collection<Stored> of(String stream) {
    NavigableMap<Long, Stored> found = streams.get(stream);
    return found == null ? List.of() : found.values();
  }

  /** The last commit of the last stream that has some, from one name on and before another. */
  @Nullable Commit last(String from, String before) {
    NavigableMap<String, NavigableMap<Long, Stored>> between =
        streams.subMap(from, true, before, false).descendingMap();
    for (NavigableMap<Long, Stored> stream : between.values()) {
      if (!stream.isEmpty()) {
        return stream.lastEntry().getValue().commit;
      }
    }
    return null;
  }

  Collection<Stored> all() {
    List<Stored> all = new ArrayList<>();
    streams.values().forEach(stream -> all.addAll(stream.values()));
    return all;
  }

  /** Whether it is sure to stay. */
  boolean isDurable(Stored stored) {
    return database.isJournalled(stored.write);
  }

  /** Whether the relay may see it. */
  boolean isVisibleToRelay(Stored stored) {
    return stored.pending && (isDurable(stored) || out.contains(Safeguard.PENDING_IS_DURABLE));
  }

  void setPending(Place place, boolean pending) {
    NavigableMap<Long, Stored> stream = streams.get(place.stream());
    Stored stored = stream == null ? null : stream.get(place.version());
    if (stored != null && stored.pending != pending) {
      if (pending) {
        ledger.pending(stored.commit);
      } else {
        ledger.marked(stored.commit);
      }
      stored.pending = pending;
      database.wrote(() -> stored.pending = !pending);
    }
  }

  LogEnds logEnds() {
    return new LogEnds(forgotten, new TreeMap<>(logEnds));
  }

  void logReached(Map<Integer, Long> ends) {
    ends.forEach(
        (partition, end) -> {
          Long before = logEnds.get(partition);
          if (before == null || before < end) {
            logEnds.put(partition, end);
            ledger.logReached(partition, end);
            database.wrote(() -> putBack(partition, before));
          }
        });
  }

  void forgetLogEnds(long knownForgotten) {
    if (forgotten != knownForgotten) {
      return;
    }
    Map<Integer, Long> before = new TreeMap<>(logEnds);
    logEnds.clear();
    forgotten++;
    ledger.logEndsForgotten(before);
    database.wrote(
        () -> {
          logEnds.putAll(before);
          forgotten--;
        });
  }

  private void putBack(Integer partition, @Nullable Long before) {
    ledger.logReached(partition, before == null ? 0 : before);
    if (before == null) {
      logEnds.remove(partition);
    } else {
      logEnds.put(partition, before);
    }
  }
}
