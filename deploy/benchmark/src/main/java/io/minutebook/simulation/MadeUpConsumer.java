package io.minutebook.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Behaves like Kafka's consumer in a group: partitions are given up and taken within a poll; it
 * goes on with those that it has when the group has taken it for gone, until it hears of that.
 */
final class MadeUpConsumer extends UnusedConsumer {

  private static final long LONGEST_IDLE_POLL = 6 * Scheduler.SECOND;

  private final Dice dice;
  private final Faults faults;
  private final Machine machine;
  private final Broker broker;
  private final Set<Safeguard> out;
  private final Map<Integer, Long> positions = new TreeMap<>();
  private @Nullable ConsumerRebalanceListener subscriber;

  /** Whether it has been in the group since it joined, as far as it knows. */
  private boolean joined;

  private boolean closed;

  /** While the listener is told of partitions it says where they begin; that is not going back. */
  private boolean assigning;

  MadeUpConsumer(Dice dice, Faults faults, Machine machine, Broker broker, Set<Safeguard> out) {
    this.dice = dice;
    this.faults = faults;
    this.machine = machine;
    this.broker = broker;
    this.out = out;
  }

  boolean isOn(Machine other) {
    return machine == other;
  }

  private <T> T ask(Supplier<T> work) {
    return Objects.requireNonNull(
        broker
            .server()
            .<T>call(
                machine, () -> new TimeoutException("no answer"), reply -> reply.with(work.get())));
  }

  /** Whether it is closed, or will not be heard of. */
  boolean isGone() {
    return closed || !machine.isAlive() || machine.isPaused();
  }

  private static TopicPartition named(int partition) {
    return new TopicPartition(Broker.TOPIC, partition);
  }

  private static List<TopicPartition> named(Collection<Integer> partitions) {
    return partitions.stream().map(MadeUpConsumer::named).toList();
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener told) {
    subscriber = told;
  }

  @Override
  public ConsumerRecords<byte @Nullable [], byte @Nullable []> poll(Duration timeout) {
    try {
      keepUpWithGroup();
      if (!hasRecords()) {
        idle();
      }
      ask(() -> true);
    } catch (TimeoutException e) {
      return ConsumerRecords.empty();
    }
    Map<TopicPartition, List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>> fetched =
        new HashMap<>();
    for (int partition : new TreeSet<>(positions.keySet())) {
      List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records = fetch(partition);
      if (!records.isEmpty()) {
        fetched.put(named(partition), records);
      }
    }
    if (out.contains(Safeguard.OFFSETS_COME_LAST) && !fetched.isEmpty()) {
      Map<Integer, OffsetAndMetadata> read = new TreeMap<>();
      positions.forEach((each, position) -> read.put(each, new OffsetAndMetadata(position)));
      commit(read);
    }
    return new ConsumerRecords<>(fetched, Map.of());
  }

  private boolean hasRecords() {
    return positions.entrySet().stream()
        .anyMatch(each -> broker.end(each.getKey()) != each.getValue());
  }

  private void idle() {
    Answer<Boolean> news = new Answer<>();
    broker.watch(() -> machine.after(faults.latency(), () -> news.give(true)));
    machine.after(dice.between(Scheduler.SECOND, LONGEST_IDLE_POLL), () -> news.give(true));
    news.await();
  }

  private List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> fetch(int partition) {
    long position = positions.getOrDefault(partition, 0L);
    int end = broker.end(partition);
    if (position > end) {
      // out of range: from the beginning
      positions.put(partition, 0L);
      return List.of();
    }
    int count = position == end ? 0 : dice.below((int) (end - position) + 1);
    boolean torn = out.contains(Safeguard.COMMITS_ARE_WHOLE);
    List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      LogRecord each = broker.partition(partition).get((int) position + i);
      records.add(each.at(partition, position + i, torn));
    }
    positions.put(partition, position + count);
    return records;
  }

  private void keepUpWithGroup() {
    if (joined && !ask(() -> broker.group().has(this))) {
      joined = false;
      giveUp(List.copyOf(new TreeSet<>(positions.keySet())));
    }
    Set<Integer> owned = new TreeSet<>(positions.keySet());
    Set<Integer> meant =
        ask(
            () -> {
              Group group = broker.group();
              group.join(this, owned);
              Set<Integer> theirs = group.meantFor(this);
              theirs.stream().filter(owned::contains).forEach(each -> group.own(each, this));
              return theirs;
            });
    joined = true;
    giveUp(owned.stream().filter(each -> !meant.contains(each)).toList());
    take(meant.stream().filter(each -> !owned.contains(each)).toList());
  }

  private void giveUp(List<Integer> partitions) {
    if (!partitions.isEmpty()) {
      tell(listener -> listener.onPartitionsRevoked(named(partitions)));
      partitions.forEach(positions::remove);
      ask(
          () -> {
            partitions.forEach(each -> broker.group().giveUp(each, this));
            return true;
          });
    }
  }

  private void tell(Consumer<ConsumerRebalanceListener> what) {
    try {
      what.accept(Objects.requireNonNull(subscriber));
    } catch (RuntimeException e) {
      throw new KafkaException("User rebalance callback throws an error", e);
    }
  }

  private void take(List<Integer> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    List<Integer> taken =
        ask(
            () -> {
              Group group = broker.group();
              List<Integer> free =
                  partitions.stream()
                      .filter(each -> group.has(this))
                      .filter(each -> group.isFree(each) || group.isOwner(each, this))
                      .toList();
              free.forEach(each -> group.own(each, this));
              return free;
            });
    if (!taken.isEmpty()) {
      taken.forEach(each -> positions.put(each, 0L));
      assigning = true;
      tell(listener -> listener.onPartitionsAssigned(named(taken)));
      assigning = false;
    }
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
    return ask(
        () -> {
          Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
          for (TopicPartition each : partitions) {
            OffsetAndMetadata offset = broker.group().offset(each.partition());
            if (offset != null) {
              committed.put(each, offset);
            }
          }
          return committed;
        });
  }

  @Override
  public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> beginnings = new HashMap<>();
    partitions.forEach(each -> beginnings.put(each, 0L));
    return beginnings;
  }

  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
    if (out.contains(Safeguard.OFFSETS_COME_LAST)) {
      return;
    }
    Map<Integer, OffsetAndMetadata> committed = new TreeMap<>();
    offsets.forEach(
        (partition, offset) ->
            committed.put(
                partition.partition(),
                out.contains(Safeguard.TORN_COMMITS_ARE_READ_AGAIN)
                    ? new OffsetAndMetadata(position(partition))
                    : offset));
    if (faults.occurs(0.03)) {
      throw new RebalanceInProgressException("made up");
    }
    commit(committed);
  }

  private void commit(Map<Integer, OffsetAndMetadata> committed) {
    boolean done =
        ask(
            () -> {
              Group group = broker.group();
              boolean mine =
                  committed.keySet().stream().allMatch(each -> group.isOwner(each, this));
              if (mine) {
                committed.forEach(group::commit);
              }
              return mine;
            });
    if (!done) {
      throw new CommitFailedException("made up");
    }
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    if (assigning || !out.contains(Safeguard.GAPS_ARE_READ_AGAIN)) {
      positions.put(partition.partition(), offset);
    }
  }

  /** As the real one: to where the log was cut off, if it was, and has other records since. */
  @Override
  public void seek(TopicPartition partition, OffsetAndMetadata offset) {
    long to = offset.offset();
    Optional<Integer> epoch = offset.leaderEpoch();
    if (epoch.isPresent() && !out.contains(Safeguard.CUT_OFF_LOG_IS_NOTICED)) {
      to = Math.min(to, broker.endOf(partition.partition(), epoch.get()));
    }
    seek(partition, to);
  }

  @Override
  public long position(TopicPartition partition) {
    return positions.getOrDefault(partition.partition(), 0L);
  }

  /** The log ends there now, and is another one from there on. */
  void truncated(int partition, long end) {
    positions.computeIfPresent(partition, (p, position) -> Math.min(position, end));
  }

  /** Leaves the group, if it can tell it. */
  @Override
  public void close() {
    closed = true;
    try {
      ask(
          () -> {
            broker.group().remove(this);
            return true;
          });
    } catch (TimeoutException e) {
      // it is taken for gone some time later
      broker.group().left(this);
    }
  }

  @Override
  public String toString() {
    return "the consumer of " + machine;
  }
}
