package io.minutebook.simulation;

import io.minutebook.log.Commit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * All that really happened, as no part of the system sees it. It is told of every change of the
 * store, the log and the views when it takes effect, and of every answer, and holds it against what
 * is promised.
 */
final class Ledger {

  private final Scheduler scheduler;
  private final Map<String, StreamHistory> streams = new TreeMap<>();
  private final Map<String, Command> commands = new HashMap<>();
  private final LogHistory log = new LogHistory(this);
  private @Nullable String violation;

  Ledger(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** A promise is broken; the first time counts. */
  void violated(String what) {
    if (violation == null) {
      violation = what;
      scheduler.trace(() -> "VIOLATION: " + what);
    }
  }

  /** What was broken first; null: nothing. */
  @Nullable String violation() {
    return violation;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  StreamHistory stream(String name) {
    return streams.computeIfAbsent(name, stream -> new StreamHistory(this, stream));
  }

  Collection<StreamHistory> streams() {
    return streams.values();
  }

  void add(Command command) {
    commands.put(command.fingerprint(), command);
  }

  void stored(Commit commit) {
    scheduler.trace(() -> "stored " + commit + " of " + commit.fingerprint());
    stream(commit.stream()).stored(commit);
    command(commit).stored(commit);
  }

  void lost(Commit commit) {
    scheduler.trace(() -> "lost " + commit + " of " + commit.fingerprint());
    stream(commit.stream()).lost(commit);
    command(commit).lost(commit);
  }

  private Command command(Commit commit) {
    Command command = commands.get(commit.fingerprint());
    if (command == null) {
      throw new IllegalStateException("nobody has asked for " + commit);
    }
    return command;
  }

  void pending(Commit commit) {
    scheduler.trace(() -> commit + " is to be published again");
  }

  void logReached(int partition, long end) {
    scheduler.trace(() -> "noted that the log " + partition + " reached to " + end);
  }

  void logEndsForgotten(Map<Integer, Long> ends) {
    scheduler.trace(() -> "forgotten that the log reached to " + ends);
  }

  void marked(Commit commit) {
    scheduler.trace(() -> "marked " + commit);
    if (stream(commit.stream()).shown() < commit.lastVersion()) {
      violated(commit + " is marked as published and is not in the log");
    }
  }

  void logged(int partition, ProducerRecord<byte[], byte[]> event) {
    log.shown(partition, event);
  }

  void logLost(int partition, int kept) {
    scheduler.trace(() -> "log " + partition + " was cut off at " + kept);
    log.lost(partition, kept);
  }

  /** How all views stand now, to be put back when they are. */
  Runnable viewsNow() {
    Map<StreamHistory, Runnable> back = new HashMap<>();
    streams.values().forEach(stream -> back.put(stream, stream.viewsNow()));
    return () ->
        streams.values().forEach(stream -> back.getOrDefault(stream, stream::viewsGone).run());
  }
}
