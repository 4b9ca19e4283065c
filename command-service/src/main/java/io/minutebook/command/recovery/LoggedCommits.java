package io.minutebook.command.recovery;

import io.minutebook.log.Commit;
import io.minutebook.log.CommitAssembler;
import io.minutebook.log.Head;
import io.minutebook.log.LogFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The commits that the log holds, each once, of each stream in order as far as it is unbroken.
 * Needs memory for the end of each stream, not for what is in it.
 */
final class LoggedCommits {

  private static final int MOST = 500;
  private static final long MOST_BYTES = 8L << 20;

  private final Topic topic;
  private final Map<Integer, Topic.Range> extent;
  private final Map<String, Head> heads = new HashMap<>();
  private final Map<String, String> broken = new TreeMap<>();
  private final List<Commit> batch = new ArrayList<>();
  private long batchBytes;

  LoggedCommits(Topic topic, Map<Integer, Topic.Range> extent) {
    this.topic = topic;
    this.extent = extent;
  }

  /** Reads all of it. */
  void forEachBatch(Progress progress, String step, Consumer<List<Commit>> batches) {
    long total = Topic.records(extent);
    long[] done = {0};
    new TreeMap<>(extent)
        .forEach(
            (partition, range) -> {
              CommitAssembler assembler = new CommitAssembler();
              topic.read(
                  partition,
                  range,
                  records -> {
                    for (var each : records) {
                      take(each, assembler);
                      if (batch.size() >= MOST || batchBytes >= MOST_BYTES) {
                        handOver(batches);
                      }
                    }
                    // also of a batch that held nothing new: whoever waits is told in time
                    handOver(batches);
                    done[0] += records.size();
                    progress.reached(step, Math.min(done[0], total), total);
                  });
            });
  }

  private void handOver(Consumer<List<Commit>> batches) {
    batches.accept(List.copyOf(batch));
    batch.clear();
    batchBytes = 0;
  }

  private void take(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> read, CommitAssembler assembler) {
    byte[] key = read.key();
    byte[] value = read.value();
    String where = "offset %d of partition %d".formatted(read.offset(), read.partition());
    if (key == null || value == null) {
      broken.putIfAbsent(where, "is no event");
      return;
    }
    String stream = new String(key, StandardCharsets.UTF_8);
    try {
      assembler.accept(read.offset(), stream, headers(read), value).ifPresent(this::follow);
    } catch (LogFormatException | IllegalArgumentException e) {
      broken.putIfAbsent(stream, where + ": " + e.getMessage());
    }
  }

  private void follow(Commit commit) {
    String stream = commit.stream();
    Head head = heads.get(stream);
    if (broken.containsKey(stream) || (head != null && commit.lastVersion() <= head.version())) {
      return;
    }
    if (!commit.isIntact()) {
      broken.put(
          stream, "version %d is not what its hash was taken of".formatted(commit.version()));
    } else if (!commit.follows(head)) {
      broken.put(
          stream,
          "version %d does not follow version %d"
              .formatted(commit.version(), head == null ? -1 : head.version()));
    } else {
      heads.put(stream, commit.head());
      batch.add(commit);
      commit.events().forEach(event -> batchBytes += event.length);
    }
  }

  static Map<String, byte[]> headers(ConsumerRecord<byte @Nullable [], byte @Nullable []> read) {
    Map<String, byte[]> headers = new HashMap<>();
    for (Header header : read.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), header.value());
      }
    }
    return headers;
  }

  /** The version up to which the log has a stream, unbroken; -1 if it has nothing of it. */
  long versionOf(String stream) {
    Head head = heads.get(stream);
    return head == null ? -1 : head.version();
  }

  int streams() {
    return heads.size();
  }

  /** By stream, why it cannot be followed further. */
  Map<String, String> broken() {
    return broken;
  }

  /** By partition, the offset behind what was read. */
  Map<Integer, Long> ends() {
    Map<Integer, Long> ends = new HashMap<>();
    extent.forEach((partition, range) -> ends.put(partition, range.end()));
    return ends;
  }
}
