package io.minutebook.command.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.minutebook.command.eventstore.UnfinishedRecovery;
import io.minutebook.command.eventstore.WholeStore;
import io.minutebook.command.relay.TestBroker;
import io.minutebook.command.seal.MongoSealTable;
import io.minutebook.event.SeriesEvent.SeriesRenamed;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.Meta;
import io.minutebook.seal.Hash;
import io.minutebook.seal.MerkleTree;
import io.minutebook.seal.Seal;
import io.minutebook.seal.SealKeys;
import io.minutebook.seal.SealedHead;
import io.minutebook.seal.SignedSeal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every recovery keeps to, between a MongoDB and a Kafka broker that both run. */
abstract class RecoveryContract {

  private static final EventCodec CODEC = new EventCodec();
  private static final Meta META =
      new Meta("anna", null, "RenameSeries", null, null, null, Map.of());
  private static final Instant BEGIN = Instant.parse("2026-03-02T10:00:00Z");

  private static TestBroker broker;

  @TempDir Path folder;

  private final String topic = "events-" + UUID.randomUUID();
  private MongoClient client;
  private MongoDatabase database;

  protected abstract String uri();

  @BeforeAll
  static void startBroker() throws IOException {
    broker = new TestBroker();
    broker.start();
  }

  @AfterAll
  static void stopBroker() throws IOException {
    broker.close();
  }

  @BeforeEach
  void open() {
    client = MongoClients.create(uri());
    database = client.getDatabase("minutebook-recovery-" + UUID.randomUUID());
  }

  @AfterEach
  void close() {
    database.drop();
    client.close();
  }

  private Recovery recovery() {
    return recovery(topic);
  }

  private Recovery recovery(String log) {
    return Recovery.open(
        new Recovery.Servers(
            uri(),
            database.getName(),
            broker.bootstrapServers(),
            log,
            log + "-seals",
            3,
            Duration.ofMillis(600),
            false));
  }

  /** Commits of several streams, an hour apart, of one to three events each. */
  private static List<Commit> commits(int streams, int each) {
    List<Commit> commits = new ArrayList<>();
    for (int stream = 0; stream < streams; stream++) {
      Head head = null;
      for (int i = 0; i < each; i++) {
        List<byte[]> events = new ArrayList<>();
        for (int event = 0; event <= i % 3; event++) {
          events.add(CODEC.encode(new SeriesRenamed("Name %d.%d ✓".formatted(i, event)), META));
        }
        Commit commit =
            Commit.following(
                head,
                "series/s" + stream,
                "command-" + i,
                "fingerprint",
                BEGIN.plus(Duration.ofHours(i)),
                i % 2 == 0 ? null : BEGIN.minus(Duration.ofDays(i)),
                events);
        commits.add(commit);
        head = commit.head();
      }
    }
    return commits;
  }

  private void store(List<Commit> commits) {
    WholeStore store = new WholeStore(database);
    store.prepare();
    assertThat(store.add(commits, true)).isEmpty();
  }

  private List<Commit> stored() {
    return new WholeStore(database).page(null, 10_000);
  }

  /** Makes seals, an hour apart, of one head each, and writes them to files as well. */
  private List<SignedSeal> seals(int count) {
    MongoSealTable table = new MongoSealTable(database);
    List<SignedSeal> made = new ArrayList<>();
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      MerkleTree past = new MerkleTree();
      Hash previous = Hash.ZEROS;
      for (int number = 1; number <= count; number++) {
        SealedHead head = new SealedHead("series/s0", number, Hash.ZEROS);
        MerkleTree tree = new MerkleTree();
        tree.add(head.line());
        Seal seal =
            new Seal(
                number,
                BEGIN.plus(Duration.ofHours(number)),
                previous,
                past.root(),
                1,
                tree.root(),
                topic,
                List.of(),
                SealKeys.id(pair.getPublic()));
        SignedSeal signed = SignedSeal.sign(seal, pair.getPrivate());
        table.write(signed, 0, List.of(head));
        table.count(signed);
        Files.write(
            folder.resolve("seal-%08d.jsonl".formatted(number)),
            List.of(new String(signed.bytes(), UTF_8), new String(head.line(), UTF_8)));
        past.add(seal.hash().bytes());
        previous = seal.hash();
        made.add(signed);
      }
      return made;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<SignedSeal> storedSeals() {
    List<SignedSeal> found = new ArrayList<>();
    new MongoSealTable(database).after(0, found::add);
    return found;
  }

  private long pending() {
    return database.getCollection("commits").countDocuments(Filters.eq("p", true));
  }

  @Test
  void the_log_and_then_the_commits_are_made_anew_and_are_the_same() {
    List<Commit> commits = commits(5, 7);
    store(commits);
    try (Recovery recovery = recovery()) {
      Recovered log = recovery.logFromCommits(Progress.NONE);
      assertThat(log.problems()).isEmpty();
      assertThat(log.streams()).isEqualTo(5);
      assertThat(log.commits()).isEqualTo(35);
      assertThat(pending()).as("what is published is no more pending").isZero();

      assertThat(recovery.logFromCommits(Progress.NONE).commits()).as("again").isZero();

      database.getCollection("commits").drop();
      Recovered again = recovery.commitsFromLog(false, null, Progress.NONE);
      assertThat(again.problems()).isEmpty();
      assertThat(again.commits()).isEqualTo(35);
    }
    assertThat(stored()).isEqualTo(commits);
    assertThat(pending()).isZero();
    Document ends = database.getCollection("logs").find().first();
    assertThat(ends).isNotNull();
    assertThat(
            ends.get("ends", Document.class).values().stream().mapToLong(end -> (Long) end).sum())
        .isEqualTo(commits.stream().mapToLong(commit -> commit.events().size()).sum());
  }

  @Test
  void a_half_made_log_is_gone_on_with_and_another_one_is_not() throws Exception {
    List<Commit> commits = commits(4, 6);
    store(commits.stream().filter(commit -> commit.version() < 5).toList());
    try (Recovery recovery = recovery()) {
      assertThat(recovery.logFromCommits(Progress.NONE).problems()).isEmpty();
      store(commits.stream().filter(commit -> commit.version() >= 5).toList());

      Recovered rest = recovery.logFromCommits(Progress.NONE);
      assertThat(rest.problems()).isEmpty();
      assertThat(rest.there()).isPositive();
      assertThat(rest.there() + rest.commits()).isEqualTo(commits.size());

      database.getCollection("commits").drop();
      assertThat(recovery.commitsFromLog(false, null, Progress.NONE).problems()).isEmpty();
      assertThat(stored()).isEqualTo(commits);

      database
          .getCollection("commits")
          .updateOne(
              Filters.eq("_id", new Document("s", "series/s1").append("v", 0L)),
              Updates.set("f", "another"));
      assertThatThrownBy(() -> recovery.logFromCommits(Progress.NONE))
          .isInstanceOf(RecoveryRefused.class)
          .hasMessageContaining("series/s1@0")
          .hasMessageContaining("delete it");
    }
  }

  @Test
  void what_readers_had_got_to_in_the_old_log_is_forgotten() throws Exception {
    store(commits(3, 3));
    try (Recovery recovery = recovery();
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      recovery.logFromCommits(Progress.NONE);
      Map<TopicPartition, OffsetAndMetadata> known = new HashMap<>();
      known.put(new TopicPartition(topic, 0), new OffsetAndMetadata(1));
      String group = "readers-" + topic;
      admin.alterConsumerGroupOffsets(group, known).all().get();
      List<Commit> more = commits(4, 3);
      store(more.subList(9, 12));

      recovery.logFromCommits(Progress.NONE);

      assertThat(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get())
          .isEmpty();
    }
  }

  @Test
  void seals_are_published_with_the_log_and_come_back_with_the_commits() {
    store(commits(2, 3));
    List<SignedSeal> seals = seals(3);
    try (Recovery recovery = recovery()) {
      recovery.logFromCommits(Progress.NONE);
      recovery.logFromCommits(Progress.NONE);
      database.drop();

      Recovered recovered = recovery.commitsFromLog(false, folder, Progress.NONE);

      assertThat(recovered.problems()).isEmpty();
      assertThat(recovered.seals()).isEqualTo(3);
      assertThat(storedSeals()).isEqualTo(seals);
      assertThat(database.getCollection("seal_heads").countDocuments()).isEqualTo(3);

      database.drop();
      assertThat(recovery.commitsFromLog(false, null, Progress.NONE).problems())
          .hasSize(3)
          .first()
          .asString()
          .contains("cannot be worked out", "--seals");
    }
  }

  @Test
  void commits_that_are_there_are_let_be_and_those_that_are_missing_come_back() {
    List<Commit> commits = commits(4, 5);
    store(commits);
    try (Recovery recovery = recovery()) {
      recovery.logFromCommits(Progress.NONE);
      database.getCollection("commits").deleteMany(Filters.gte("_id.v", 4L));

      assertThatThrownBy(() -> recovery.commitsFromLog(false, null, Progress.NONE))
          .isInstanceOf(RecoveryRefused.class)
          .hasMessageContaining("--continue");
      Recovered recovered = recovery.commitsFromLog(true, null, Progress.NONE);

      assertThat(recovered.problems()).isEmpty();
      assertThat(recovered.there() + recovered.commits()).isEqualTo(commits.size());
      assertThat(stored()).isEqualTo(commits);

      Document first =
          database.getCollection("commits").find().sort(Sorts.ascending("_id")).first();
      assertThat(first).isNotNull();
      database
          .getCollection("commits")
          .updateOne(
              Filters.eq("_id", first.get("_id")),
              Updates.set("events", List.of(new Binary(new byte[] {1}))));
      assertThat(recovery.commitsFromLog(true, null, Progress.NONE).problems())
          .singleElement()
          .asString()
          .contains("in the place of series/s0@0");
    }
  }

  @Test
  void nothing_is_made_while_a_relay_is_alive() throws InterruptedException {
    store(commits(1, 1));
    database
        .getCollection("leases")
        .insertOne(new Document("_id", topic).append("holder", "a relay").append("term", 7L));
    AtomicBoolean alive = new AtomicBoolean(true);
    Thread relay =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (alive.get()) {
                    database
                        .getCollection("leases")
                        .updateOne(Filters.eq("_id", topic), Updates.currentDate("renewed"));
                  }
                });
    try (Recovery recovery = recovery()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                Document lease = database.getCollection("leases").find().first();
                return lease != null && lease.containsKey("renewed");
              });
      assertThatThrownBy(() -> recovery.logFromCommits(Progress.NONE))
          .isInstanceOf(RecoveryRefused.class)
          .hasMessageContaining("a relay is alive");
    } finally {
      alive.set(false);
      relay.join();
    }
  }

  @Test
  void an_archive_is_put_back_as_it_was_and_only_into_empty_stores() throws IOException {
    List<Commit> commits = commits(5, 7);
    store(commits);
    List<SignedSeal> seals = seals(2);
    Path archive = folder.resolve("all.zip");
    try (Recovery recovery = recovery()) {
      Backed backed = recovery.backup(archive, Progress.NONE);
      assertThat(backed.problems()).isEmpty();
      assertThat(backed.commits()).isEqualTo(35);
      assertThatThrownBy(() -> recovery.restore(archive, null, Progress.NONE))
          .isInstanceOf(RecoveryRefused.class)
          .hasMessageContaining("only into empty stores");
      database.drop();

      Restored restored = recovery.restore(archive, null, Progress.NONE);

      assertThat(restored.problems()).isEmpty();
      assertThat(restored.commits()).isEqualTo(35);
      assertThat(restored.seals()).isEqualTo(2);
    }
    assertThat(stored()).isEqualTo(commits);
    assertThat(storedSeals()).isEqualTo(seals);
    assertThat(pending()).isZero();
    assertThat(new WholeStore(database).begun()).isEmpty();
  }

  @Test
  void as_of_an_instant_each_stream_has_what_was_recorded_by_then() {
    List<Commit> commits = commits(3, 6);
    store(commits);
    Path archive = folder.resolve("all.zip");
    Instant to = BEGIN.plus(Duration.ofHours(2));
    seals(4);
    try (Recovery recovery = recovery()) {
      recovery.backup(archive, Progress.NONE);
      database.drop();
      Restored restored = recovery.restore(archive, to, Progress.NONE);
      assertThat(restored.commitsLeftOut()).isEqualTo(9);
      assertThat(restored.streamsShortened()).isEqualTo(3);
      assertThat(restored.seals()).isEqualTo(2);
      assertThat(restored.sealsLeftOut()).isEqualTo(2);
    }
    assertThat(database.getCollection("seal_heads").countDocuments()).isEqualTo(2);
    assertThat(stored())
        .isEqualTo(commits.stream().filter(commit -> !commit.at().isAfter(to)).toList());
  }

  @Test
  void a_restore_that_was_stopped_goes_on_and_another_archive_is_refused() {
    List<Commit> commits = commits(3, 4);
    store(commits);
    Path archive = folder.resolve("all.zip");
    Path other = folder.resolve("other.zip");
    try (Recovery recovery = recovery()) {
      recovery.backup(archive, Progress.NONE);
      recovery.backup(other, Progress.NONE);
      database.drop();
      assertThatThrownBy(
              () ->
                  recovery.restore(
                      archive,
                      null,
                      (step, done, total) -> {
                        if (step.startsWith("Commits")) {
                          throw new IllegalStateException("stopped");
                        }
                      }))
          .hasMessage("stopped");

      assertThatThrownBy(() -> recovery.restore(other, null, Progress.NONE))
          .hasMessageContaining("only half there");
      Restored restored = recovery.restore(archive, null, Progress.NONE);
      assertThat(restored.there()).isEqualTo(commits.size());
    }
    assertThat(stored()).isEqualTo(commits);
    assertThat(pending()).isZero();
  }

  /** Stops the work at its n-th step, then one step later, and so on, until it comes to its end. */
  private static void stoppedAgainAndAgain(String what, Consumer<Progress> work) {
    AtomicInteger stopAt = new AtomicInteger(1);
    boolean ended = false;
    while (!ended) {
      AtomicInteger step = new AtomicInteger();
      try {
        work.accept(
            (name, done, total) -> {
              if (step.incrementAndGet() == stopAt.get()) {
                throw new IllegalStateException("stopped");
              }
            });
        ended = true;
      } catch (IllegalStateException e) {
        assertThat(e).as(what).hasMessage("stopped");
        stopAt.incrementAndGet();
      }
    }
    assertThat(stopAt).as(what).hasValueGreaterThan(3);
  }

  @Test
  void whatever_is_stopped_at_whatever_step_goes_on() {
    List<Commit> commits = commits(2, 600);
    for (int from = 0; from < commits.size(); from += 600) {
      store(commits.subList(from, from + 600));
    }
    Path archive = folder.resolve("all.zip");
    try (Recovery recovery = recovery()) {
      stoppedAgainAndAgain("log", recovery::logFromCommits);
      stoppedAgainAndAgain("backup", progress -> recovery.backup(archive, progress));
      database.getCollection("commits").drop();

      stoppedAgainAndAgain("commits", progress -> recovery.commitsFromLog(true, null, progress));
      assertThat(stored()).isEqualTo(commits);
      assertThat(pending()).isZero();
    }
    database.drop();
    try (Recovery recovery = recovery("again-" + topic)) {
      stoppedAgainAndAgain("restore", progress -> recovery.restore(archive, null, progress));
      assertThat(stored()).isEqualTo(commits);
      assertThat(pending()).isZero();
      database.getCollection("commits").drop();
      assertThat(recovery.commitsFromLog(false, null, Progress.NONE).problems()).isEmpty();
      assertThat(stored()).isEqualTo(commits);
    }
  }

  @Test
  void no_service_starts_on_commits_that_are_half_there() {
    store(commits(2, 2));
    try (Recovery recovery = recovery()) {
      recovery.logFromCommits(Progress.NONE);
      UnfinishedRecovery.refuse(database);
      assertThatThrownBy(
              () ->
                  recovery.commitsFromLog(
                      true,
                      null,
                      (step, done, total) -> {
                        throw new IllegalStateException("stopped");
                      }))
          .hasMessage("stopped");
      assertThatThrownBy(() -> UnfinishedRecovery.refuse(database))
          .hasMessageContaining("minutebook recover commits --continue");
      assertThatThrownBy(() -> recovery.logFromCommits(Progress.NONE))
          .hasMessageContaining("only half there");
      recovery.commitsFromLog(true, null, Progress.NONE);
      UnfinishedRecovery.refuse(database);
    }
  }

  @Test
  void an_archive_in_which_any_byte_is_another_or_that_ends_early_is_refused() throws IOException {
    store(commits(2, 2));
    Path archive = folder.resolve("all.zip");
    try (Recovery recovery = recovery()) {
      recovery.backup(archive, Progress.NONE);
      database.drop();
      byte[] whole = Files.readAllBytes(archive);
      for (int at = 0; at < whole.length; at++) {
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
          file.seek(at);
          file.write(whole[at] ^ 1 << at % 8);
        }
        assertRefused(archive, "byte " + at);
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
          file.seek(at);
          file.write(whole[at]);
        }
      }
      for (int length = 0; length < whole.length; length += 7) {
        Files.write(archive, Arrays.copyOf(whole, length));
        assertRefused(archive, "the first %d bytes".formatted(length));
      }
      assertThat(stored()).isEmpty();
      Files.write(archive, whole);
      assertThat(recovery.restore(archive, null, Progress.NONE).commits()).isEqualTo(4);
    }
  }

  private static void assertRefused(Path archive, String what) {
    assertThatThrownBy(() -> ArchiveFile.open(archive, Progress.NONE).close())
        .as(what)
        .isInstanceOf(RecoveryRefused.class)
        .hasMessageContaining("is damaged, and nothing was written");
  }

  @Test
  void a_damaged_store_is_backed_up_as_it_is_and_said_to_be_damaged() {
    List<Commit> commits = commits(2, 3);
    store(commits);
    database
        .getCollection("commits")
        .updateOne(
            Filters.eq("_id", new Document("s", "series/s1").append("v", 1L)),
            Updates.set("events.0", new Binary(new byte[] {(byte) 0xff, 0, 1})));
    Backed backed;
    try (Recovery recovery = recovery()) {
      backed = recovery.backup(folder.resolve("all.zip"), Progress.NONE);
    }
    assertThat(backed.problems())
        .singleElement()
        .asString()
        .contains("series/s1 is not whole from version 1 on");
  }
}
