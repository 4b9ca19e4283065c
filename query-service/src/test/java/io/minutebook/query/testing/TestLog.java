package io.minutebook.query.testing;

import io.minutebook.event.Event;
import io.minutebook.log.CloudEventHeaders;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.Meta;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** What the command side leaves behind: commits in the store, and their events in the log. */
public final class TestLog implements AutoCloseable {

  private final String topic;
  private final TestMongo mongo;
  private final KafkaProducer<byte[], byte[]> producer;
  private final EventCodec codec = new EventCodec();
  private final Map<String, Head> heads = new HashMap<>();
  private Instant now = Instant.parse("2020-05-04T09:00:00Z");
  private int commands;

  public TestLog(TestBroker broker, String topic, TestMongo mongo) {
    this.topic = topic;
    this.mongo = mongo;
    this.producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** The next commit of a stream; neither stored nor published. */
  public Commit commit(String stream, Event... events) {
    List<byte[]> bytes = new ArrayList<>();
    for (Event event : events) {
      String command = event.getClass().getSimpleName();
      bytes.add(codec.encode(event, new Meta("ada", null, command, null, null, null, Map.of())));
    }
    return commitOf(stream, bytes);
  }

  /** The next commit of a stream with any bytes as events. */
  public Commit commitOf(String stream, List<byte[]> events) {
    return commitOf(stream, null, events);
  }

  private Commit commitOf(String stream, @Nullable Instant occurredAt, List<byte[]> events) {
    now = now.plusSeconds(60);
    Commit commit =
        Commit.following(heads.get(stream), stream, "c" + ++commands, "f", now, occurredAt, events);
    heads.put(stream, commit.head());
    return commit;
  }

  /** Stores the next commit of a stream, made by somebody at some time, and publishes it. */
  public Commit appendAs(Meta meta, @Nullable Instant occurredAt, String stream, Event... events) {
    List<byte[]> bytes = new ArrayList<>();
    for (Event event : events) {
      bytes.add(codec.encode(event, meta));
    }
    return record(commitOf(stream, occurredAt, bytes));
  }

  /** Stores the next commit of a stream and publishes it. */
  public Commit append(String stream, Event... events) {
    return record(commit(stream, events));
  }

  /** Stores a commit and publishes it. */
  public Commit record(Commit commit) {
    store(commit);
    publish(commit);
    settle(commit);
    return commit;
  }

  /** Stores a commit that is still to be published. */
  public void store(Commit commit) {
    mongo.database().getCollection("commits").insertOne(document(commit).append("p", true));
  }

  /** Notes that a commit was published. */
  public void settle(Commit commit) {
    mongo
        .database()
        .getCollection("commits")
        .updateOne(new Document("_id", id(commit)), new Document("$unset", new Document("p", 1)));
  }

  /** Sends a commit's events to the log and waits for the acknowledgement. */
  public void publish(Commit commit) {
    for (int i = 0; i < commit.events().size(); i++) {
      publish(commit, i);
    }
  }

  /** Sends one event of a commit. */
  public void publish(Commit commit, int index) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            topic, commit.stream().getBytes(StandardCharsets.UTF_8), commit.events().get(index));
    CloudEventHeaders.of(commit, index).toMap().forEach(message.headers()::add);
    send(message);
  }

  /** Sends anything. */
  public void send(String key, byte[] value) {
    send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
  }

  private void send(ProducerRecord<byte[], byte[]> message) {
    try {
      producer.send(message).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Document id(Commit commit) {
    return new Document("s", commit.stream()).append("v", commit.version());
  }

  private static Document document(Commit commit) {
    Document document = new Document("_id", id(commit));
    if (commit.occurredAt() != null) {
      document.append("occurredAt", Date.from(commit.occurredAt()));
    }
    return document
        .append("n", commit.events().size())
        .append("c", commit.commandId())
        .append("f", commit.fingerprint())
        .append("at", Date.from(commit.at()))
        .append("events", commit.events().stream().map(Binary::new).toList())
        .append("prev", new Binary(commit.previousHash()))
        .append("hash", new Binary(commit.hash()));
  }

  @Override
  public void close() {
    producer.close();
  }
}
