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

  /** When the last record was written that was read; 0 before any. */
  private long timestamp;

  /** The leader's epoch in which the last record was written. */
  private Optional<Integer> epoch;

  /** By stream with a gap: where it was found, and what was read again for it. */
  private final Map<String, Rereading> rereading = new HashMap<>();

  /** What is read again for a gap, less to more. */
  enum Reread {
    FROM_LAST,
    ALL,
    /** All was read again already. */
    NOTHING
  }

  private record Rereading(long gapAt, Reread what) {}

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
    timestamp = read.timestamp();
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
   * Notes that a gap has been found.
   *
   * @return what of the partition is to be read again for it: first from the stream's last place
   *     on, which may be that of a repetition before which the missing commits lie; then all of it
   */
  Reread rereadFor(Projector.Gap gap) {
    Rereading before = rereading.get(gap.stream());
    Reread what = Reread.FROM_LAST;
    if (before != null && before.gapAt <= gap.at().offset()) {
      what = before.what == Reread.FROM_LAST ? Reread.ALL : Reread.NOTHING;
    }
    rereading.put(gap.stream(), new Rereading(gap.at().offset(), what));
    return what;
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
    rereading.values().removeIf(each -> each.gapAt < next);
    long resume = assembler.resumeOffset(next);
    return rereading.isEmpty() && resume != committed
        ? Optional.of(new OffsetAndMetadata(resume, epoch, ""))
        : Optional.empty();
  }

  void committed(long offset) {
    committed = offset;
  }

  /** When the last record was written that was read; 0 before any. */
  long timestamp() {
    return timestamp;
  }

  long unreadable() {
    return unreadable;
  }
}
