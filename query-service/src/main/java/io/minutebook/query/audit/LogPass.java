package io.minutebook.query.audit;

import io.minutebook.log.CloudEventHeaders;
import io.minutebook.log.Commit;
import io.minutebook.log.LogFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one partition of the log once and puts its commits together: two hash chains that
 * hold and end with the same hash are the same, so that the store need not be asked for what it
 * said before. What it did not say, and what comes again, is looked up in it. A stream that is not
 * certainly right is a suspect, of which {@link LogCheck} says what is wrong. Not for several
 * threads.
 */
final class LogPass {

  private static final int TOGETHER = 500;

  private final CommitReader commits;
  private final StreamTable table;
  private final Scope scope;
  private final Set<String> suspects;
  private final Map<String, Partial> partials = new HashMap<>();
  private final List<Commit> unknown = new ArrayList<>();

  /**
   * @param suspects takes the names of those that have to be looked at again
   */
  LogPass(CommitReader commits, StreamTable table, Scope scope, Set<String> suspects) {
    this.commits = commits;
    this.table = table;
    this.scope = scope;
    this.suspects = suspects;
  }

  void read(ConsumerRecord<byte @Nullable [], byte @Nullable []> read) {
    String stream = LogRecords.key(read);
    if (!scope.includes(stream)) {
      return;
    }
    byte[] value = read.value();
    if (value == null || !take(stream, LogRecords.headers(read), value)) {
      partials.remove(stream);
      suspects.add(stream);
    }
  }

  /** Whether the record may be right. */
  private boolean take(String stream, Map<String, byte[]> map, byte[] value) {
    CloudEventHeaders headers;
    try {
      headers = CloudEventHeaders.read(map);
    } catch (LogFormatException e) {
      return false;
    }
    if (!headers.stream().equals(stream)) {
      return false;
    }
    int index = (int) (headers.version() - headers.first());
    Partial partial = index == 0 ? new Partial(headers) : partials.get(stream);
    if (index == 0 && partials.containsKey(stream)) {
      return false;
    }
    if (partial == null || !partial.add(index, headers, map, value)) {
      return false;
    }
    if (index + 1 < headers.count()) {
      partials.put(stream, partial);
      return true;
    }
    partials.remove(stream);
    Commit commit = partial.commit();
    return partial.isRight(commit) && follow(commit);
  }

  private boolean follow(Commit commit) {
    if (!commit.isIntact()) {
      return false;
    }
    String stream = commit.stream();
    StreamTable.End stored = table.stored(stream);
    StreamTable.End logged = table.logged(stream);
    StreamTable.End end = StreamTable.End.of(commit.lastVersion(), commit.hash());
    if (commit.lastVersion() <= logged.version()) {
      lookUp(commit);
      return true;
    }
    if (commit.version() != logged.version() + 1 || !logged.has(commit.previousHash())) {
      return false;
    }
    table.logged(stream, end);
    if (commit.lastVersion() < stored.version()) {
      return true;
    }
    if (commit.version() > stored.version()) {
      lookUp(commit);
      return true;
    }
    return end.equals(stored);
  }

  private void lookUp(Commit commit) {
    unknown.add(commit);
    if (unknown.size() >= TOGETHER) {
      lookUp();
    }
  }

  /** The end of the partition. */
  void end() {
    lookUp();
    // its other events may have come since, or are missing
    suspects.addAll(partials.keySet());
  }

  private void lookUp() {
    List<CommitReader.Key> keys = new ArrayList<>();
    unknown.forEach(commit -> keys.add(new CommitReader.Key(commit.stream(), commit.version())));
    Map<CommitReader.Key, Document> stored = keys.isEmpty() ? Map.of() : commits.find(keys);
    for (int i = 0; i < keys.size(); i++) {
      if (!isStored(unknown.get(i), stored.get(keys.get(i)))) {
        suspects.add(keys.get(i).stream());
      }
    }
    unknown.clear();
  }

  private static boolean isStored(Commit commit, @Nullable Document stored) {
    try {
      return stored != null && CommitDocument.read(stored).commit().equals(commit);
    } catch (CommitDocument.Unreadable e) {
      return false;
    }
  }

  /** A commit of which the first events have come. */
  private static final class Partial {
    private final CloudEventHeaders headers;
    private final List<byte[]> events = new ArrayList<>(1);
    private final List<Map<String, byte[]>> maps = new ArrayList<>(1);

    Partial(CloudEventHeaders headers) {
      this.headers = headers;
    }

    /** Takes the next event; false if it is not that. */
    boolean add(int index, CloudEventHeaders of, Map<String, byte[]> map, byte[] event) {
      boolean next =
          index == events.size()
              && of.first() == headers.first()
              && of.count() == headers.count()
              && Arrays.equals(of.hash(), headers.hash());
      events.add(event);
      maps.add(map);
      return next;
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

    /** Whether all headers are those that the events have. */
    boolean isRight(Commit commit) {
      try {
        for (int i = 0; i < maps.size(); i++) {
          for (Map.Entry<String, byte[]> each :
              CloudEventHeaders.of(commit, i).toMap().entrySet()) {
            if (!Arrays.equals(each.getValue(), maps.get(i).get(each.getKey()))) {
              return false;
            }
          }
        }
        return true;
      } catch (LogFormatException e) {
        return false;
      }
    }
  }
}
