package io.minutebook.query.audit;

import io.minutebook.log.CloudEventHeaders;
import io.minutebook.log.Commit;
import io.minutebook.log.LogFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Compares the log with the store, record by record. What is in the log was stored before, so that
 * a commit that is looked up after its record was read must be there, however busy the system is.
 */
final class LogCheck {

  private final CommitReader commits;
  private final Findings findings;
  private final Predicate<String> streams;
  private final Map<String, Long> versions = new HashMap<>();

  /**
   * @param streams which ones are compared, by their names as the records' keys have them
   */
  LogCheck(CommitReader commits, Findings findings, Predicate<String> streams) {
    this.commits = commits;
    this.findings = findings;
    this.streams = streams;
  }

  /** The version up to which the log has a stream without a gap; -1 if it has nothing of it. */
  long versionOf(String stream) {
    return versions.getOrDefault(stream, -1L);
  }

  void check(List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> batch) {
    List<Read> all = new ArrayList<>(batch.size());
    Set<CommitReader.Key> keys = new LinkedHashSet<>();
    for (ConsumerRecord<byte @Nullable [], byte @Nullable []> each : batch) {
      if (streams.test(LogRecords.key(each))) {
        Read read = read(each);
        all.add(read);
        if (read instanceof Found event) {
          keys.add(event.commit());
        }
      }
    }
    Map<CommitReader.Key, Commit> stored = readable(commits.find(keys), keys);
    for (Read read : all) {
      switch (read) {
        case Found event -> {
          follow(event.headers());
          compare(event, stored.get(event.commit()));
        }
        case Unreadable unreadable -> tell(unreadable);
      }
    }
  }

  /** The commits among the documents; for the others there is a finding instead. */
  private Map<CommitReader.Key, Commit> readable(
      Map<CommitReader.Key, Document> documents, Set<CommitReader.Key> wanted) {
    Map<CommitReader.Key, Commit> readable = HashMap.newHashMap(documents.size());
    for (CommitReader.Key key : wanted) {
      Document document = documents.get(key);
      if (document == null) {
        findings.add(
            Finding.Kind.MISSING_IN_STORE,
            key.stream(),
            key.version(),
            "the log has this commit, the store does not");
        continue;
      }
      try {
        readable.put(key, CommitDocument.read(document).commit());
      } catch (CommitDocument.Unreadable e) {
        findings.add(
            Finding.Kind.COMMIT_UNREADABLE,
            key.stream(),
            key.version(),
            e.field(),
            String.valueOf(e.getMessage()));
      }
    }
    return readable;
  }

  /** What a record of the log is. */
  private sealed interface Read {}

  /**
   * It is no event.
   *
   * @param field what of the record makes it none, if it is one thing
   */
  private record Unreadable(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> read,
      @Nullable String field,
      String problem)
      implements Read {}

  /** An event as a record of the log has it. */
  private record Found(CloudEventHeaders headers, Map<String, byte[]> map, Event event)
      implements Read {
    CommitReader.Key commit() {
      return new CommitReader.Key(headers.stream(), headers.first());
    }
  }

  /** The bytes of an event. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Event(byte[] bytes) {}

  private static Read read(ConsumerRecord<byte @Nullable [], byte @Nullable []> read) {
    byte[] value = read.value();
    try {
      Map<String, byte[]> map = LogRecords.headers(read);
      CloudEventHeaders headers = CloudEventHeaders.read(map);
      if (value == null) {
        return new Unreadable(read, "value", "it has no value");
      }
      return headers.stream().equals(LogRecords.key(read))
          ? new Found(headers, map, new Event(value))
          : new Unreadable(read, "key", "its key is not its stream " + headers.stream());
    } catch (LogFormatException e) {
      return new Unreadable(read, e.header(), String.valueOf(e.getMessage()));
    }
  }

  /** Stands where the stream goes on; without a stream, where it lies in the log. */
  private void tell(Unreadable unreadable) {
    var read = unreadable.read();
    String stream = LogRecords.key(read);
    boolean named = !stream.isEmpty();
    findings.add(
        Finding.Kind.LOG_UNREADABLE,
        named ? stream : read.topic() + "/" + read.partition(),
        named ? versionOf(stream) + 1 : read.offset(),
        named ? unreadable.field() : "key",
        "offset %d of partition %d: %s"
            .formatted(read.offset(), read.partition(), unreadable.problem()));
  }

  private void follow(CloudEventHeaders headers) {
    long expected = versionOf(headers.stream()) + 1;
    if (headers.version() > expected) {
      findings.add(
          Finding.Kind.LOG_GAP,
          headers.stream(),
          expected,
          "the log goes on with version " + headers.version());
    } else if (headers.version() == expected) {
      versions.put(headers.stream(), headers.version());
    }
  }

  private void compare(Found event, @Nullable Commit commit) {
    if (commit == null) {
      return;
    }
    CloudEventHeaders headers = event.headers();
    int index = (int) (headers.version() - headers.first());
    FieldDifference difference = difference(event, commit, index);
    if (difference != null) {
      findings.add(
          Finding.Kind.LOG_DIFFERS,
          headers.stream(),
          headers.version(),
          difference.field(),
          difference.detail());
    }
  }

  private static @Nullable FieldDifference difference(Found event, Commit commit, int index) {
    if (index >= commit.events().size()) {
      return new FieldDifference("ce_n", "the log has more events of this commit than the store");
    }
    byte[] stored = commit.events().get(index);
    byte[] logged = event.event().bytes();
    if (!Arrays.equals(logged, stored)) {
      return new FieldDifference(
          "events." + index,
          "the event's bytes in the log and in the store differ from byte %d on"
              .formatted(Arrays.mismatch(logged, stored)));
    }
    for (Map.Entry<String, byte[]> header : expectedHeaders(commit, index).entrySet()) {
      byte[] found = event.map().get(header.getKey());
      if (!Arrays.equals(found, header.getValue())) {
        return new FieldDifference(
            header.getKey(),
            "the header %s in the log is '%s', and by the store should be '%s'"
                .formatted(
                    header.getKey(),
                    found == null ? "" : new String(found, StandardCharsets.UTF_8),
                    new String(header.getValue(), StandardCharsets.UTF_8)));
      }
    }
    return null;
  }

  private static Map<String, byte[]> expectedHeaders(Commit commit, int index) {
    try {
      return CloudEventHeaders.of(commit, index).toMap();
    } catch (LogFormatException e) {
      // the same unreadable bytes on both sides: told by the check of the store
      return Map.of();
    }
  }
}
