package io.minutebook.query.projection;

import io.minutebook.query.view.LogPlace;
import io.minutebook.query.view.ParkedStreams.Parked;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one consumer does: polls, has the deliveries projected, and only then commits the offsets.
 * If it dies in between, what was projected is delivered again, and dropped.
 */
public final class ProjectionLoop implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectionLoop.class);
  private static final Duration POLL = Duration.ofMillis(250);

  private final Consumer<byte @Nullable [], byte @Nullable []> consumer;
  private final String topic;
  private final ViewStore views;
  private final Projector projector;
  private final Map<TopicPartition, PartitionReader> readers = new HashMap<>();

  public ProjectionLoop(
      Consumer<byte @Nullable [], byte @Nullable []> consumer,
      String topic,
      ViewStore views,
      Clock clock,
      Succession.Rule rule) {
    this.consumer = consumer;
    this.topic = topic;
    this.views = views;
    this.projector = new Projector(views, clock, rule);
  }

  public void subscribe() {
    consumer.subscribe(List.of(topic), this);
  }

  /**
   * Polls once.
   *
   * @return how many records were read
   * @throws RuntimeException if a server did not answer; this loop is of no more use then
   */
  public int pollOnce() {
    ConsumerRecords<byte @Nullable [], byte @Nullable []> records = consumer.poll(POLL);
    List<Delivery> deliveries = new ArrayList<>();
    for (var read : records) {
      PartitionReader reader = readers.get(new TopicPartition(read.topic(), read.partition()));
      if (reader != null) {
        reader.accept(read).ifPresent(deliveries::add);
      }
    }
    if (!deliveries.isEmpty()) {
      Projector.Outcome outcome = projector.apply(deliveries);
      outcome.gaps().forEach(this::close);
      outcome.resumed().forEach(this::readAgain);
    }
    commit();
    return records.count();
  }

  private void close(Projector.Gap gap) {
    TopicPartition partition = new TopicPartition(topic, gap.at().partition());
    PartitionReader reader = readers.get(partition);
    if (reader == null) {
      return;
    }
    LogPlace beginning = new LogPlace(partition.partition(), 0);
    PartitionReader.Reread what = reader.rereadFor(gap);
    if (what == PartitionReader.Reread.NOTHING) {
      projector.park(gap);
      return;
    }
    LOG.warn(
        "{} goes on with version {} where {} is expected; reading its partition again ({})",
        gap.stream(),
        gap.found(),
        gap.expected(),
        what);
    LogPlace last = what == PartitionReader.Reread.FROM_LAST ? gap.last() : null;
    readAgain(last != null && last.partition() == partition.partition() ? last : beginning);
  }

  /** Goes back to an earlier place; what was applied since is dropped when it comes again. */
  private void readAgain(LogPlace from) {
    TopicPartition partition = new TopicPartition(topic, from.partition());
    PartitionReader reader = readers.get(partition);
    if (reader == null) {
      return;
    }
    long to = Math.max(from.offset(), beginning(partition));
    if (to < consumer.position(partition)) {
      consumer.seek(partition, to);
      reader.goTo(to);
    }
  }

  private long beginning(TopicPartition partition) {
    return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    readers.forEach(
        (partition, reader) ->
            reader.offsetToCommit().ifPresent(offset -> offsets.put(partition, offset)));
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets);
      offsets.forEach((partition, offset) -> note(partition, offset.offset()));
    } catch (CommitFailedException | RebalanceInProgressException e) {
      LOG.info("The partitions are being given out anew; what was read may come again");
    }
  }

  private void note(TopicPartition partition, long offset) {
    PartitionReader reader = readers.get(partition);
    if (reader != null) {
      reader.committed(offset);
    }
  }

  /** How many records are yet to be read, as far as is known. */
  long lag() {
    long lag = 0;
    for (TopicPartition partition : readers.keySet()) {
      OptionalLong known = consumer.currentLag(partition);
      lag += known.orElse(0);
    }
    return lag;
  }

  /** How many records of no stream were left out. */
  long unreadable() {
    return readers.values().stream().mapToLong(PartitionReader::unreadable).sum();
  }

  boolean isAssigned() {
    return !readers.isEmpty();
  }

  /**
   * Goes on where the group has got to; from the beginning if the views are empty, and further back
   * for streams that are parked, so that a new version of the program tries them again.
   */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    projector.forget();
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(new HashSet<>(partitions));
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    List<Parked> parked = views.parked();
    boolean anew = views.isEmpty();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata known = committed.get(partition);
      long beginning = beginnings.getOrDefault(partition, 0L);
      long start = known == null || anew ? beginning : known.offset();
      for (Parked stream : parked) {
        if (stream.place().partition() == partition.partition()) {
          start = Math.min(start, stream.place().offset());
        }
      }
      start = Math.max(start, beginning);
      if (known != null && start == known.offset()) {
        consumer.seek(partition, known); // with its epoch: further back if the log was cut off
      } else {
        consumer.seek(partition, start);
      }
      readers.put(partition, new PartitionReader(start, known));
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    Set<TopicPartition> gone = new HashSet<>(partitions);
    readers.keySet().removeAll(gone);
    projector.forget();
  }
}
