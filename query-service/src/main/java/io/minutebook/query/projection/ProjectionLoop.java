package io.minutebook.query.projection;

import io.minutebook.query.view.LogPlace;
import io.minutebook.query.view.ParkedStreams.Parked;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * What one consumer does: polls, has the deliveries projected, and only then commits the offsets,
 * at the latest when nothing more comes. If it dies in between, or has to give up its partitions,
 * what was projected is delivered again, and dropped.
 */
public final class ProjectionLoop implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectionLoop.class);
  private static final Duration POLL = Duration.ofMillis(250);

  private final Consumer<byte @Nullable [], byte @Nullable []> consumer;
  private final String topic;
  private final ViewStore views;
  private final Clock clock;
  private final Pace pace;
  private final Projector projector;
  private final Map<TopicPartition, PartitionReader> readers = new HashMap<>();

  /** How often was written since the offsets were committed. */
  private int writes;

  public ProjectionLoop(
      Consumer<byte @Nullable [], byte @Nullable []> consumer,
      String topic,
      ViewStore views,
      Clock clock,
      Succession.Rule rule) {
    this(consumer, topic, views, clock, rule, Pace.FOLLOWING, batch -> {});
  }

  /**
   * @param pace how much is folded at a time
   * @param written is told of each batch once the views hold it
   */
  public ProjectionLoop(
      Consumer<byte @Nullable [], byte @Nullable []> consumer,
      String topic,
      ViewStore views,
      Clock clock,
      Succession.Rule rule,
      Pace pace,
      java.util.function.Consumer<ProjectionListener.Batch> written) {
    this.consumer = consumer;
    this.topic = topic;
    this.views = views;
    this.clock = clock;
    this.pace = pace;
    this.projector = new Projector(views, clock, rule, pace.streams(), written);
  }

  public void subscribe() {
    consumer.subscribe(List.of(topic), this);
  }

  /**
   * Polls until there is enough, or nothing more, and has it projected.
   *
   * @return how many records were read
   * @throws RuntimeException if a server did not answer; this loop is of no more use then
   */
  public int pollOnce() {
    ConsumerRecords<byte @Nullable [], byte @Nullable []> records = consumer.poll(POLL);
    List<Delivery> deliveries = new ArrayList<>();
    int read = records.count();
    accept(records, deliveries);
    for (int polls = 1; !records.isEmpty() && !pace.isEnough(polls, read); polls++) {
      records = consumer.poll(pace.more());
      read += records.count();
      accept(records, deliveries);
    }
    if (!deliveries.isEmpty()) {
      Projector.Outcome outcome = projector.apply(deliveries);
      outcome.gaps().forEach(this::close);
      outcome.resumed().forEach(this::readAgain);
      writes++;
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = offsets();
    if (read == 0 || writes >= pace.writes()) {
      commit(offsets);
    }
    return read;
  }

  private void accept(
      ConsumerRecords<byte @Nullable [], byte @Nullable []> records, List<Delivery> deliveries) {
    for (var read : records) {
      PartitionReader reader = readers.get(new TopicPartition(read.topic(), read.partition()));
      if (reader != null) {
        reader.accept(read).ifPresent(deliveries::add);
      }
    }
  }

  /** Tries again the streams that are parked and that somebody has asked for. */
  void retry() {
    for (Parked parked : views.askedFor()) {
      if (readers.containsKey(new TopicPartition(topic, parked.place().partition()))) {
        views.retried(parked.stream());
        LOG.info("Trying {} again from version {} on", parked.stream(), parked.version());
        readAgain(parked.place());
      }
    }
  }

  /** Whether all has been applied that lies before these offsets of all partitions. */
  boolean isAt(Map<TopicPartition, Long> ends) {
    return readers.keySet().containsAll(ends.keySet())
        && ends.entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** How many records have been read of those that there are. */
  long read(Map<TopicPartition, Long> beginnings) {
    long read = 0;
    for (TopicPartition partition : readers.keySet()) {
      read += consumer.position(partition) - beginnings.getOrDefault(partition, 0L);
    }
    return read;
  }

  /** How far each partition is behind. */
  List<ProjectionStatus.Lag> lags() {
    List<ProjectionStatus.Lag> lags = new ArrayList<>();
    readers.forEach(
        (partition, reader) -> {
          long records = consumer.currentLag(partition).orElse(0);
          long millis =
              records == 0 || reader.timestamp() == 0
                  ? 0
                  : Math.max(0, clock.millis() - reader.timestamp());
          lags.add(new ProjectionStatus.Lag(partition.partition(), records, millis / 1000.0));
        });
    lags.sort(Comparator.comparingInt(ProjectionStatus.Lag::partition));
    return lags;
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

  /** Where the group should go on; to be asked for whenever all that was read has been applied. */
  private Map<TopicPartition, OffsetAndMetadata> offsets() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    readers.forEach(
        (partition, reader) ->
            reader.offsetToCommit().ifPresent(offset -> offsets.put(partition, offset)));
    return offsets;
  }

  private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    writes = 0;
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
