package io.minutebook.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The broker's partitions. A record counts, and is shown to consumers, once it is replicated; what
 * is not may be lost when the leader changes. Requests of producers are known again by their
 * numbers.
 */
final class Broker {

  static final String TOPIC = "minutebook.events";
  static final int PARTITIONS = 2;

  private final Scheduler scheduler;
  private final Dice dice;
  private final Ledger ledger;
  private final Server server;
  private final Group group;
  private final long slowestReplication;
  private final List<List<LogRecord>> partitions = new ArrayList<>();

  /** By partition, where requests begin: the log is cut off between them only. */
  private final List<NavigableSet<Integer>> begins = new ArrayList<>();

  private final int[] highWatermarks = new int[PARTITIONS];
  private final List<Runnable> watching = new ArrayList<>();
  private int epoch;

  /** What the broker says to a producer's request. */
  sealed interface Produced {

    /** The log holds all of it; so far the log reached then. */
    record Stored(long firstOffset) implements Produced {}

    /** What should come before it is not there. */
    record OutOfOrder() implements Produced {}
  }

  Broker(Scheduler scheduler, Dice dice, Faults faults, Ledger ledger) {
    this.scheduler = scheduler;
    this.dice = dice;
    this.ledger = ledger;
    this.server = new Server(scheduler, dice, faults);
    this.group = new Group(scheduler);
    this.slowestReplication = Scheduler.MILLISECOND * (dice.chance(0.3) ? 500 : 5);
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new ArrayList<>());
      begins.add(new TreeSet<>());
    }
  }

  Server server() {
    return server;
  }

  Group group() {
    return group;
  }

  static int partitionOf(byte[] key) {
    int hash = 7;
    for (byte each : key) {
      hash = 31 * hash + each;
    }
    return Math.floorMod(hash ^ (hash >>> 7), PARTITIONS);
  }

  List<LogRecord> partition(int partition) {
    return partitions.get(partition);
  }

  /** The offset up to which consumers may read. */
  int end(int partition) {
    return highWatermarks[partition];
  }

  /** Where the records of a leader, and of those before it, end. */
  int endOf(int partition, int leader) {
    List<LogRecord> log = partitions.get(partition);
    int end = 0;
    while (end < log.size() && log.get(end).epoch() <= leader) {
      end++;
    }
    return end;
  }

  Map<Integer, Long> ends() {
    Map<Integer, Long> ends = new HashMap<>();
    for (int i = 0; i < PARTITIONS; i++) {
      ends.put(i, (long) highWatermarks[i]);
    }
    return ends;
  }

  /**
   * Appends what one request brings to one partition.
   *
   * @param known whether the producer's numbers are looked at
   */
  void produce(
      int partition, List<LogRecord> records, boolean known, Server.Reply<Produced> reply) {
    List<LogRecord> log = partitions.get(partition);
    LogRecord first = records.getFirst();
    if (known) {
      int last = lastNumber(log, first.producer());
      if (last >= first.number()) {
        acknowledge(partition, offsetOf(log, first), reply);
        return;
      }
      if (first.number() != last + 1) {
        reply.with(new Produced.OutOfOrder());
        return;
      }
    }
    int offset = log.size();
    begins.get(partition).add(offset);
    records.forEach(each -> log.add(each.under(epoch)));
    scheduler.trace(() -> "log " + partition + " from " + offset + ": " + names(records));
    acknowledge(partition, offset, reply);
  }

  private static List<String> names(List<LogRecord> records) {
    return records.stream().map(record -> LogHistory.nameOf(record.sent())).toList();
  }

  private static int lastNumber(List<LogRecord> log, long producer) {
    for (int i = log.size() - 1; i >= 0; i--) {
      if (log.get(i).producer() == producer) {
        return log.get(i).number();
      }
    }
    return -1;
  }

  private static int offsetOf(List<LogRecord> log, LogRecord record) {
    for (int i = log.size() - 1; i >= 0; i--) {
      LogRecord found = log.get(i);
      if (found.producer() == record.producer() && found.number() == record.number()) {
        return i;
      }
    }
    return 0;
  }

  private void acknowledge(int partition, int firstOffset, Server.Reply<Produced> reply) {
    int end = partitions.get(partition).size();
    int now = epoch;
    scheduler.after(
        dice.between(1, slowestReplication),
        () -> {
          if (now == epoch) {
            replicate(partition, end);
            reply.with(new Produced.Stored(firstOffset));
          }
        });
  }

  private void replicate(int partition, int end) {
    if (end > highWatermarks[partition]) {
      List<LogRecord> log = partitions.get(partition);
      for (int i = highWatermarks[partition]; i < end; i++) {
        ledger.logged(partition, log.get(i).sent());
      }
      highWatermarks[partition] = end;
      wake();
    }
  }

  /** Has something done once when there is news for consumers. */
  void watch(Runnable then) {
    watching.add(then);
  }

  void wake() {
    List<Runnable> told = List.copyOf(watching);
    watching.clear();
    told.forEach(Runnable::run);
  }

  /** It goes away, and with it some or all of what was not replicated. */
  void crash() {
    server.goDown();
    epoch++;
    for (int i = 0; i < PARTITIONS; i++) {
      cutOff(i, (int) dice.between(highWatermarks[i], partitions.get(i).size()));
    }
  }

  private int cutOff(int partition, int end) {
    List<LogRecord> log = partitions.get(partition);
    Integer begin = end == log.size() ? Integer.valueOf(end) : begins.get(partition).floor(end);
    int kept = begin == null ? 0 : begin;
    log.subList(kept, log.size()).clear();
    begins.get(partition).tailSet(kept, true).clear();
    return kept;
  }

  void comeUp() {
    server.comeUp();
    for (int i = 0; i < PARTITIONS; i++) {
      replicate(i, partitions.get(i).size());
    }
    wake();
  }

  /** While it is down: a part of what it has acknowledged is lost, as on a disk that broke. */
  void loseTail() {
    for (int i = 0; i < PARTITIONS; i++) {
      int kept = cutOff(i, dice.below(partitions.get(i).size() + 1));
      if (highWatermarks[i] > kept) {
        highWatermarks[i] = kept;
        ledger.logLost(i, kept);
        group.truncated(i, kept);
      }
    }
  }
}
