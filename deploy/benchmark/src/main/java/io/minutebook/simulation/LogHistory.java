package io.minutebook.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.minutebook.log.Commit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What consumers were shown of each partition, and whether it is what the store holds. */
final class LogHistory {

  private final Ledger ledger;
  private final List<List<Shown>> partitions = new ArrayList<>();

  /** A record, and up to which version its stream had been shown before it. */
  private record Shown(StreamHistory stream, long before) {}

  LogHistory(Ledger ledger) {
    this.ledger = ledger;
    for (int i = 0; i < Broker.PARTITIONS; i++) {
      partitions.add(new ArrayList<>());
    }
  }

  /** The event's id: stream and version. */
  static String nameOf(ProducerRecord<byte[], byte[]> event) {
    return text(event.headers(), "ce_id");
  }

  private static String text(Headers headers, String name) {
    Header header = Objects.requireNonNull(headers.lastHeader(name));
    return new String(header.value(), UTF_8);
  }

  /** The headers that an event would have if it were a commit by itself. */
  static Headers asCommitOfItsOwn(Headers headers) {
    Headers changed = new RecordHeaders(headers);
    String id = text(headers, "ce_id");
    changed.remove("ce_v").add("ce_v", id.substring(id.indexOf('@') + 1).getBytes(UTF_8));
    changed.remove("ce_n").add("ce_n", "1".getBytes(UTF_8));
    return changed;
  }

  void shown(int partition, ProducerRecord<byte[], byte[]> event) {
    String id = nameOf(event);
    int at = id.indexOf('@');
    StreamHistory stream = ledger.stream(id.substring(0, at));
    long version = Long.parseLong(id.substring(at + 1));
    partitions.get(partition).add(new Shown(stream, stream.shown()));
    Commit commit = stream.commitOf(version);
    if (commit == null) {
      ledger.violated("the log holds " + id + ", which the store does not");
    } else if (!isEventOf(commit, version, event)) {
      ledger.violated("the log's " + id + " is not the store's");
    } else if (version > stream.shown() + 1) {
      ledger.violated("the log goes on with " + id + " after version " + stream.shown());
    } else {
      stream.showUpTo(Math.max(version, stream.shown()));
    }
  }

  private static boolean isEventOf(
      Commit commit, long version, ProducerRecord<byte[], byte[]> event) {
    return Arrays.equals(commit.events().get((int) (version - commit.version())), event.value())
        && HexFormat.of().formatHex(commit.hash()).equals(text(event.headers(), "ce_hash"));
  }

  void lost(int partition, int kept) {
    List<Shown> shown = partitions.get(partition);
    while (shown.size() > kept) {
      Shown last = shown.removeLast();
      last.stream.showUpTo(last.before);
    }
  }
}
