package io.minutebook.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts commits together again from the records of one partition, given in the order of their
 * offsets. A commit comes out when its last event has come, whole or not at all: of one whose first
 * events were not seen (reading began in its middle) nothing comes out. Events may come more than
 * once and interleaved with those of others; a commit whose events all come again may come out
 * again, so that its reader goes by stream and version. Not for several threads.
 */
public final class CommitAssembler {

  /** By stream, then by the commit: several of one stream only where two producers overlap. */
  private final Map<String, Map<String, Partial>> streams = new HashMap<>();

  /**
   * Takes the partition's next record.
   *
   * @param offset of the record in its partition
   * @param key the record's key, which is the stream
   * @return the commit whose last event this is, if its other events have come
   * @throws LogFormatException if the headers are not those of an event; the record is left out
   */
  public Optional<Commit> accept(
      long offset, String key, Map<String, byte[]> headers, byte[] value) {
    CloudEventHeaders read = CloudEventHeaders.read(headers);
    if (!read.stream().equals(key)) {
      throw new LogFormatException(
          "a record of the key '" + key + "' with an event of '" + read.stream() + "'", null);
    }
    Map<String, Partial> partials = streams.computeIfAbsent(key, k -> new LinkedHashMap<>());
    String commit = read.first() + "/" + HexFormat.of().formatHex(read.hash());
    Partial partial = partials.get(commit);
    int index = (int) (read.version() - read.first());
    if (partial == null && index == 0) {
      partial = new Partial(offset, read);
      partials.put(commit, partial);
    }
    Optional<Commit> whole = Optional.empty();
    if (partial != null && partial.events.size() == index) {
      partial.events.add(value);
      if (partial.events.size() == read.count()) {
        whole = Optional.of(partial.commit());
        // what is older and still incomplete was a torn repetition
        partials.values().removeIf(other -> other.headers.first() <= read.first());
      }
    }
    if (partials.isEmpty()) {
      streams.remove(key);
    }
    return whole;
  }

  /**
   * Where reading must begin again after a restart so that no commit is torn: the offset of the
   * first event of the oldest commit that is still incomplete, or else {@code next}.
   *
   * @param next the offset after the last record that was given
   */
  public long resumeOffset(long next) {
    long offset = next;
    for (Map<String, Partial> partials : streams.values()) {
      for (Partial partial : partials.values()) {
        offset = Math.min(offset, partial.offset);
      }
    }
    return offset;
  }

  /** A commit of which the first events have come. */
  private static final class Partial {
    private final long offset;
    private final CloudEventHeaders headers;
    private final List<byte[]> events = new ArrayList<>();

    Partial(long offset, CloudEventHeaders headers) {
      this.offset = offset;
      this.headers = headers;
    }

    Commit commit() {
      return new Commit(
          headers.stream(),
          headers.first(),
          headers.commandId(),
          headers.fingerprint(),
          headers.at(),
          headers.occurredAt(),
          events,
          headers.previousHash(),
          headers.hash());
    }
  }
}
