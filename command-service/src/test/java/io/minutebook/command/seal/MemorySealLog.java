package io.minutebook.command.seal;

import io.minutebook.log.CloudEventHeaders;
import io.minutebook.log.Commit;
import io.minutebook.seal.SignedSeal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** A log of two partitions in memory, as the relay writes it. Safe for use by several threads. */
final class MemorySealLog implements SealLog {

  private static final int PARTITIONS = 2;

  final List<SignedSeal> publications = new CopyOnWriteArrayList<>();

  /** Whether it takes no seals at the moment. */
  volatile boolean away;

  private final Map<Integer, List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>> records =
      new TreeMap<>();

  MemorySealLog() {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      records.put(partition, new ArrayList<>());
    }
  }

  private static int partitionOf(String stream) {
    return Math.floorMod(stream.hashCode(), PARTITIONS);
  }

  private List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> log(int partition) {
    return Objects.requireNonNull(records.get(partition));
  }

  void append(Commit commit) {
    append(commit, commit.events().size());
  }

  /** Appends the first events of a commit. */
  synchronized void append(Commit commit, int events) {
    int partition = partitionOf(commit.stream());
    var log = log(partition);
    for (int i = 0; i < events; i++) {
      RecordHeaders headers = new RecordHeaders();
      CloudEventHeaders.of(commit, i).toMap().forEach(headers::add);
      byte[] key = commit.stream().getBytes(StandardCharsets.UTF_8);
      byte[] value = commit.events().get(i);
      log.add(
          new ConsumerRecord<>(
              topic(),
              partition,
              log.size(),
              0L,
              TimestampType.CREATE_TIME,
              key.length,
              value.length,
              key,
              value,
              headers,
              Optional.empty()));
    }
  }

  /** Cuts all partitions off before that offset. */
  synchronized void cutOff(int offset) {
    records.values().forEach(log -> log.subList(Math.min(offset, log.size()), log.size()).clear());
  }

  @Override
  public String topic() {
    return "minutebook.events";
  }

  @Override
  public synchronized Map<Integer, Long> ends() {
    Map<Integer, Long> ends = new TreeMap<>();
    records.forEach((partition, log) -> ends.put(partition, (long) log.size()));
    return ends;
  }

  @Override
  public void read(int partition, long from, long end, Reader reader) {
    for (var read : part(partition, (int) from, (int) end)) {
      if (!reader.take(read)) {
        return;
      }
    }
  }

  private synchronized List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> part(
      int partition, int from, int end) {
    return List.copyOf(log(partition).subList(from, end));
  }

  @Override
  public long published() {
    return publications.isEmpty() ? 0 : publications.getLast().seal().number();
  }

  @Override
  public void publish(SignedSeal seal) throws ExecutionException {
    if (away) {
      throw new ExecutionException(new IllegalStateException("the log is away"));
    }
    publications.add(seal);
  }

  @Override
  public void close() {}
}
