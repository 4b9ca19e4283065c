package io.minutebook.command.seal;

import io.minutebook.log.CloudEventHeaders;
import io.minutebook.log.CommitAssembler;
import io.minutebook.log.LogFormatException;
import io.minutebook.seal.Hash;
import io.minutebook.seal.LogMark;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads one partition from a mark on, up to an offset or until enough has changed. */
final class LogPart {

  private final int partition;
  private final ChangedHeads heads;
  private final int mostHeads;
  private final CommitAssembler assembler = new CommitAssembler();

  /** The records by offset, from the one before where reading would have to begin again. */
  private final TreeMap<Long, String> records = new TreeMap<>();

  private LogMark mark;
  private boolean isAnotherLog;

  /** Set where the record before the mark has still to be looked at. */
  private boolean unrecognised;

  LogPart(LogMark from, ChangedHeads heads, int mostHeads) {
    this.partition = from.partition();
    this.mark = from;
    this.heads = heads;
    this.mostHeads = mostHeads;
    this.unrecognised = from.offset() > 0;
  }

  /**
   * Reads on.
   *
   * @return false if the log is not the one, or not as long as the one, that the mark is of
   * @throws NotSealable if there is what cannot be sealed
   */
  boolean read(SealLog log, long end) {
    if (mark.offset() > end) {
      return false;
    }
    log.read(partition, Math.max(0, mark.offset() - 1), end, this::take);
    return !isAnotherLog;
  }

  /** How far everything has been taken. */
  LogMark mark() {
    return mark;
  }

  private boolean take(ConsumerRecord<byte @Nullable [], byte @Nullable []> read) {
    byte[] key = read.key();
    byte[] value = read.value();
    try {
      if (key == null || value == null) {
        throw new LogFormatException("it has no key or no value", null);
      }
      Map<String, byte[]> headers = headers(read);
      CloudEventHeaders event = CloudEventHeaders.read(headers);
      String name = LogMark.record(event.stream(), event.version(), Hash.of(event.hash()));
      records.put(read.offset(), name);
      if (unrecognised) {
        unrecognised = false;
        isAnotherLog = !name.equals(mark.last());
        return !isAnotherLog;
      }
      assembler
          .accept(read.offset(), new String(key, StandardCharsets.UTF_8), headers, value)
          .ifPresent(heads::take);
    } catch (LogFormatException e) {
      throw new NotSealable(
          "the record at offset %d of partition %d is not an event: %s"
              .formatted(read.offset(), partition, e.getMessage()));
    }
    moveMark(read.offset() + 1);
    return heads.size() < mostHeads;
  }

  private void moveMark(long next) {
    long offset = assembler.resumeOffset(next);
    records.headMap(offset - 1).clear();
    mark = new LogMark(partition, offset, records.get(offset - 1));
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
}
