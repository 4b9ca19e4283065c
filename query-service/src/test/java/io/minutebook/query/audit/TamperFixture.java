package io.minutebook.query.audit;

import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import io.minutebook.event.Event;
import io.minutebook.log.CloudEventHeaders;
import io.minutebook.log.Commit;
import io.minutebook.query.projection.Projection;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.TestBroker;
import io.minutebook.query.testing.TestLog;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.view.Views;
import io.minutebook.seal.Hash;
import io.minutebook.seal.MerkleTree;
import io.minutebook.seal.Seal;
import io.minutebook.seal.SealKeys;
import io.minutebook.seal.SealedHead;
import io.minutebook.seal.SignedSeal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** A record that was followed and sealed twice, to be tampered with. */
final class TamperFixture implements AutoCloseable {

  /** The stream that is tampered with: six commits of one event each behind the first. */
  static final String MAY = meeting("2020-05-04").stream();

  static final String JUNE = meeting("2020-06-01").stream();

  final TestMongo mongo;
  final TestBroker broker = TestBroker.shared();
  final String topic = broker.newTopic(2);
  String sealTopic = broker.newTopic(1);
  final KeyPair pair = keyPair();
  final Path folder;
  final Views views;
  final TestLog log;
  final Map<String, List<Commit>> commits = new TreeMap<>();
  final List<SignedSeal> seals = new ArrayList<>();
  Supplier<Instant> sealedAt = () -> Instant.parse("2020-05-05T10:00:00Z");
  private final MerkleTree past = new MerkleTree();

  TamperFixture(TestMongo mongo) throws IOException {
    this.mongo = mongo;
    this.folder = Files.createTempDirectory("seals");
    this.log = new TestLog(broker, topic, mongo);
    this.views = mongo.views();
    views.prepare();
    append(Sample.SERIES.stream(), Sample.series());
    append(MAY, scheduled("2020-05-04"), section(2, 1, "Crew"));
    append(JUNE, scheduled("2020-06-01"), section(2, 1, "Crew"));
    for (int i = 0; i < 3; i++) {
      append(MAY, note(3 + i, 2, i == 0 ? null : 2 + i, "Note number " + i));
    }
    seal();
    for (int i = 3; i < 6; i++) {
      append(MAY, note(3 + i, 2, 2 + i, "Note number " + i));
    }
    append(JUNE, note(3, 2, null, "Windy"));
    seal();
    follow();
  }

  /** Has the views follow all that there is. */
  void follow() {
    Projection projection =
        new Projection(
            new Projection.Source(broker.bootstrapServers(), topic, "views-" + topic),
            mongo.views(),
            Clock.systemUTC());
    projection.start();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(views.minutes().versionOf(MAY)).isEqualTo(lastOf(MAY));
              assertThat(views.minutes().versionOf(JUNE)).isEqualTo(lastOf(JUNE));
              assertThat(views.seriesDocuments().countDocuments())
                  .isEqualTo(
                      commits.keySet().stream().filter(name -> name.startsWith("series/")).count());
            });
    projection.stop();
  }

  private OptionalLong lastOf(String stream) {
    return OptionalLong.of(of(stream).getLast().lastVersion());
  }

  static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void append(String stream, Event... events) {
    commits.computeIfAbsent(stream, name -> new ArrayList<>()).add(log.append(stream, events));
  }

  /** The commits of a stream. */
  List<Commit> of(String stream) {
    return Objects.requireNonNull(commits.get(stream));
  }

  /** The heads that streams with these last commits have. */
  static List<SealedHead> heads(List<Commit> ends) {
    return ends.stream()
        .map(last -> new SealedHead(last.stream(), last.lastVersion(), Hash.of(last.hash())))
        .sorted(Comparator.comparing(SealedHead::stream))
        .toList();
  }

  /** Seals every stream at its end, in the store, the topic and the folder. */
  void seal() throws IOException {
    List<SealedHead> heads = heads(commits.values().stream().map(List::getLast).toList());
    MerkleTree tree = new MerkleTree();
    heads.forEach(head -> tree.add(head.line()));
    Seal seal =
        new Seal(
            seals.size() + 1,
            sealedAt.get(),
            seals.isEmpty() ? Hash.ZEROS : seals.getLast().seal().hash(),
            past.root(),
            heads.size(),
            tree.root(),
            topic,
            List.of(),
            SealKeys.id(pair.getPublic()));
    store(SignedSeal.sign(seal, pair.getPrivate()), heads);
  }

  /** The documents of a seal's heads. */
  static List<Document> headDocuments(SignedSeal signed, List<SealedHead> heads) {
    List<Document> documents = new ArrayList<>();
    for (SealedHead head : heads) {
      documents.add(
          new Document("_id", "%s/%09d".formatted(signed.seal().hash(), documents.size()))
              .append("n", signed.seal().number())
              .append("s", head.stream())
              .append("v", head.version())
              .append("h", new Binary(head.hash().bytes())));
    }
    return documents;
  }

  /** The document of a seal. */
  static Document document(SignedSeal signed) {
    return new Document("_id", signed.seal().number())
        .append("hash", new Binary(signed.seal().hash().bytes()))
        .append("signed", new String(signed.bytes(), UTF_8));
  }

  private void store(SignedSeal signed, List<SealedHead> heads) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(signed.bytes());
    file.write('\n');
    for (SealedHead head : heads) {
      file.write(head.line());
      file.write('\n');
    }
    collection("seal_heads").insertMany(headDocuments(signed, heads));
    collection("seals").insertOne(document(signed));
    FileTime written = FileTime.from(signed.seal().at());
    Files.setLastModifiedTime(
        Files.write(file(signed.seal().number()), file.toByteArray()), written);
    Files.setLastModifiedTime(folder, written);
    publishSeal(signed);
    past.add(signed.seal().hash().bytes());
    seals.add(signed);
  }

  Path file(long number) {
    return folder.resolve("seal-%08d.jsonl".formatted(number));
  }

  private void publishSeal(SignedSeal signed) {
    send(List.of(sealRecord(sealTopic, signed.seal().number(), signed.bytes())));
  }

  private static ProducerRecord<byte[], byte[]> sealRecord(
      String topic, long number, byte[] bytes) {
    return new ProducerRecord<>(topic, Long.toString(number).getBytes(UTF_8), bytes);
  }

  /** Another topic with these as seals, by number. */
  String publishSeals(Map<Long, byte[]> signed) {
    String name = broker.newTopic(1);
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    signed.forEach((number, bytes) -> messages.add(sealRecord(name, number, bytes)));
    send(messages);
    return name;
  }

  MongoCollection<Document> collection(String name) {
    return mongo.database().getCollection(name);
  }

  /** A record of the log, in the order in which it was published. */
  static final class Logged {
    final Commit commit;
    final int index;
    String key;
    byte[] value;
    Map<String, byte[]> headers;

    /** Whether it is published without its value. */
    boolean hollow;

    Logged(Commit commit, int index) {
      this.commit = commit;
      this.index = index;
      this.key = commit.stream();
      this.value = commit.events().get(index);
      this.headers = CloudEventHeaders.of(commit, index).toMap();
    }

    boolean isOf(String stream, long version) {
      return commit.stream().equals(stream) && commit.version() + index == version;
    }
  }

  /** All records of the log, by stream. */
  List<Logged> records() {
    List<Logged> records = new ArrayList<>();
    commits.values().forEach(stream -> stream.forEach(each -> records.addAll(records(each))));
    return records;
  }

  static List<Logged> records(Commit commit) {
    List<Logged> records = new ArrayList<>();
    for (int i = 0; i < commit.events().size(); i++) {
      records.add(new Logged(commit, i));
    }
    return records;
  }

  /** Another log with these records. */
  String publish(List<Logged> records) {
    String name = broker.newTopic(2);
    send(
        records.stream()
            .map(
                each -> {
                  ProducerRecord<byte[], byte[]> message =
                      new ProducerRecord<>(
                          name, each.key.getBytes(UTF_8), each.hollow ? null : each.value);
                  each.headers.forEach(message.headers()::add);
                  return message;
                })
            .toList());
    return name;
  }

  private void send(List<ProducerRecord<byte[], byte[]>> messages) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      messages.forEach(message -> sent.add(producer.send(message)));
      for (Future<?> each : sent) {
        each.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is found, with that log. */
  Report verify(String log, Scope scope) {
    return verify(log, scope, VerifyOptions.A_DAY);
  }

  /** The same, with a folder that has to have every seal older than that. */
  Report verify(String log, Scope scope, Duration copied) {
    return verify(log, scope, copied, Progress.NONE);
  }

  /** The same, telling how far it has come. */
  Report verify(String log, Scope scope, Duration copied, Progress progress) {
    try (Audit audit =
        Audit.open(
            new Audit.Source(mongo.uri(), mongo.name(), broker.bootstrapServers(), log),
            Duration.ofMillis(200))) {
      return audit.verify(
          new VerifyOptions(
              scope, List.of(pair.getPublic()), folder, sealTopic, "views-" + topic, copied, false),
          progress);
    }
  }

  static List<String> found(Report report) {
    return report.findings().stream()
        .map(finding -> finding.kind() + " " + finding.stream() + "@" + finding.version())
        .toList();
  }

  /** Each finding, once with its field and once without. */
  static List<String> located(Report report) {
    List<String> located = new ArrayList<>(found(report));
    report
        .findings()
        .forEach(
            finding ->
                located.add(
                    "%s %s@%d %s"
                        .formatted(
                            finding.kind(), finding.stream(), finding.version(), finding.field())));
    return located;
  }

  /** Puts a collection back as it was. */
  Runnable keep(String name) {
    List<Document> all = collection(name).find().into(new ArrayList<>());
    return () -> {
      collection(name).deleteMany(new Document());
      if (!all.isEmpty()) {
        collection(name).insertMany(all);
      }
    };
  }

  /** What a commit is found by. */
  static Document id(Commit commit) {
    return new Document("_id", new Document("s", commit.stream()).append("v", commit.version()));
  }

  static Document document(Commit commit) {
    Document document =
        id(commit)
            .append("n", commit.events().size())
            .append("c", commit.commandId())
            .append("f", commit.fingerprint())
            .append("at", java.util.Date.from(commit.at()))
            .append("events", commit.events().stream().map(Binary::new).toList())
            .append("prev", new Binary(commit.previousHash()))
            .append("hash", new Binary(commit.hash()));
    return document;
  }

  /** A commit with other events, chained to the given one, that says all else as before. */
  static Commit rehashed(@Nullable Commit before, Commit commit, List<byte[]> events) {
    return Commit.following(
        before == null ? null : before.head(),
        commit.stream(),
        commit.commandId(),
        commit.fingerprint(),
        commit.at(),
        commit.occurredAt(),
        events);
  }

  @Override
  public void close() {
    log.close();
    mongo.close();
  }
}
