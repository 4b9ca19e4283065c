package io.minutebook.command.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.minutebook.log.CloudEventHeaders;
import io.minutebook.log.Commit;
import io.minutebook.log.LogFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** One batch of commits on its way into the log. */
final class Publication {

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final List<Sent> sent = new ArrayList<>();

  /** Streams of which a commit of this batch is not in the log; their later ones do not count. */
  private final Set<String> held = new HashSet<>();

  private final List<Commit> unpublishable = new ArrayList<>();
  private final Map<Integer, Long> ends = new HashMap<>();
  private volatile @Nullable Exception failure;

  Publication(Producer<byte[], byte[]> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  /**
   * Sends commits, given in the order of each stream, in as few requests as the log allows, and
   * returns once each of them was answered.
   */
  void send(List<Commit> commits) throws InterruptedException {
    try {
      sendEach(commits);
      producer.flush();
    } catch (InterruptException e) {
      // whoever ends because of it has still to close the producer, which must not be interrupted
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException().initCause(e);
    }
  }

  private void sendEach(List<Commit> commits) {
    for (Commit commit : commits) {
      if (failure != null) {
        break;
      }
      if (!held.contains(commit.stream())) {
        send(commit);
      }
    }
  }

  /**
   * What became of all that was sent.
   *
   * @return the commits that the log is known to hold, of each stream up to the first that is not
   */
  List<Commit> acknowledged() throws InterruptedException {
    held.clear();
    List<Commit> acknowledged = new ArrayList<>();
    for (Sent each : sent) {
      if (!isAcknowledged(each)) {
        held.add(each.commit.stream());
      } else if (!held.contains(each.commit.stream())) {
        acknowledged.add(each.commit);
      }
    }
    return acknowledged;
  }

  /** Why the producer is of no more use; null if it is. */
  @Nullable Exception failure() {
    return failure;
  }

  /** By partition, the offset after the last record that was acknowledged. */
  Map<Integer, Long> ends() {
    return ends;
  }

  /** Commits that will never get through as they are, each the first such of its stream. */
  List<Commit> unpublishable() {
    return unpublishable;
  }

  private void send(Commit commit) {
    List<Future<RecordMetadata>> events = new ArrayList<>();
    try {
      for (ProducerRecord<byte[], byte[]> event : records(commit)) {
        events.add(producer.send(event, (metadata, thrown) -> completed(thrown)));
      }
      sent.add(new Sent(commit, events));
    } catch (LogFormatException e) {
      giveUp(commit);
    } catch (IllegalStateException e) {
      // the producer was closed because of a failure before
      failure = failure == null ? e : failure;
    }
    if (events.stream().anyMatch(Publication::isTooLarge)) {
      giveUp(commit);
    }
  }

  private void giveUp(Commit commit) {
    held.add(commit.stream());
    unpublishable.add(commit);
  }

  private void completed(@Nullable Exception thrown) {
    if (thrown != null && !(thrown instanceof RecordTooLargeException)) {
      failure = failure == null ? thrown : failure;
      // what waits behind it must not overtake it
      producer.close(Duration.ZERO);
    }
  }

  private static boolean isTooLarge(Future<RecordMetadata> event) {
    return event.state() == Future.State.FAILED
        && event.exceptionNow() instanceof RecordTooLargeException;
  }

  private boolean isAcknowledged(Sent sent) throws InterruptedException {
    boolean acknowledged = true;
    for (Future<RecordMetadata> event : sent.events) {
      try {
        RecordMetadata stored = event.get();
        ends.merge(stored.partition(), stored.offset() + 1, Math::max);
      } catch (ExecutionException e) {
        acknowledged = false;
      }
    }
    return acknowledged;
  }

  private List<ProducerRecord<byte[], byte[]>> records(Commit commit) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    byte[] key = commit.stream().getBytes(UTF_8);
    long timestamp = commit.at().toEpochMilli();
    for (int i = 0; i < commit.events().size(); i++) {
      ProducerRecord<byte[], byte[]> event =
          new ProducerRecord<>(topic, null, timestamp, key, commit.events().get(i));
      Headers headers = event.headers();
      CloudEventHeaders.of(commit, i).toMap().forEach(headers::add);
      records.add(event);
    }
    return records;
  }

  private record Sent(Commit commit, List<Future<RecordMetadata>> events) {}
}
