package io.minutebook.query.projection;

import io.minutebook.log.Commit;
import io.minutebook.log.CommitAssembler;
import io.minutebook.log.LogFormatException;
import io.minutebook.query.view.LogPlace;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one partition: puts its commits together, and knows what it reads a second time. */
final class PartitionReader {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionReader.class);

  private CommitAssembler assembler = new CommitAssembler();
  private long next;
  private long committed;
  private long unreadable;

  /** The leader's epoch in which the last record was written. */
  private Optional<Integer> epoch;

  /** By stream with a gap: where the gap was found. */
  private final Map<String, Long> rereading = new HashMap<>();

  /**
   * @param next the offset of the record that is read first
   * @param known what is known to the group; null if nothing is
   */
  PartitionReader(long next, @Nullable OffsetAndMetadata known) {
    this.next = next;
    this.committed = known == null ? -1 : known.offset();
    this.epoch = known == null ? Optional.empty() : known.leaderEpoch();
  }

  Optional<Delivery> accept(ConsumerRecord<byte @Nullable [], byte @Nullable []> read) {
    next = read.offset() + 1;
    epoch = read.leaderEpoch();
    LogPlace place = new LogPlace(read.partition(), read.offset());
    byte[] key = read.key();
    byte[] value = read.value();
    if (key == null || value == null) {
      return unreadable(place, "it has no key or no value");
    }
    String stream = new String(key, StandardCharsets.UTF_8);
    try {
      Optional<Commit> commit = assembler.accept(read.offset(), stream, headers(read), value);
      return commit.map(whole -> new Delivery.Whole(whole, place));
    } catch (LogFormatException e) {
      if (isStream(stream)) {
        return Optional.of(new Delivery.Unreadable(stream, place, String.valueOf(e.getMessage())));
      }
      return unreadable(place, String.valueOf(e.getMessage()));
    }
  }

  private Optional<Delivery> unreadable(LogPlace place, String reason) {
    unreadable++;
    LOG.error(
        "Left out the record at offset {} of partition {}, which is of no stream: {}",
        place.offset(),
        place.partition(),
        reason);
    return Optional.empty();
  }

  private static boolean isStream(String stream) {
    try {
      return StreamState.none(stream).version() < 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Map<String, byte[]> headers(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> read) {
    Map<String, byte[]> headers = new HashMap<>();
    for (Header header : read.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), header.value());
      }
    }
    return headers;
  }

  /**
   * Notes that a gap has been found and the partition is to be read again.
   *
   * @return whether it has not been read again for this gap already
   */
  boolean rereadFor(Projector.Gap gap) {
    Long before = rereading.put(gap.stream(), gap.at().offset());
    return before == null || before > gap.at().offset();
  }

  /** Goes on at another offset. */
  void goTo(long offset) {
    assembler = new CommitAssembler();
    next = offset;
  }

  /**
   * Where the group should go on after a restart, with the epoch by which it is noticed then that
   * the log has lost records and goes on with others; empty if that is known to it already, or
   * should not move on because a gap is still being looked for.
   */
  Optional<OffsetAndMetadata> offsetToCommit() {
    rereading.values().removeIf(offset -> offset < next);
    long resume = assembler.resumeOffset(next);
    return rereading.isEmpty() && resume != committed
        ? Optional.of(new OffsetAndMetadata(resume, epoch, ""))
        : Optional.empty();
  }

  void committed(long offset) {
    committed = offset;
  }

  long unreadable() {
    return unreadable;
  }
}
