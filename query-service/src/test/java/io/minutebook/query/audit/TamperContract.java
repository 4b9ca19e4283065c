package io.minutebook.query.audit;

import static io.minutebook.query.audit.TamperFixture.JUNE;
import static io.minutebook.query.audit.TamperFixture.MAY;
import static io.minutebook.query.testing.Sample.note;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.mongodb.client.MongoCollection;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesId;
import io.minutebook.log.Commit;
import io.minutebook.query.audit.TamperFixture.Logged;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.seal.MerkleTree;
import io.minutebook.seal.Seal;
import io.minutebook.seal.SealedHead;
import io.minutebook.seal.SignedSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The tamper matrix: nine ways of tampering, in the commits, the log, each view and the seals. Each
 * is found, and where it was. What makes no sense in some place is listed with the reason.
 */
@DisplayName("The tamper matrix")
abstract class TamperContract {

  private TamperFixture record;

  abstract TestMongo open();

  @BeforeEach
  void seal_a_record() throws IOException {
    record = new TamperFixture(open());
    assertThat(record.verify(record.topic, Scope.ALL).findings()).isEmpty();
  }

  @AfterEach
  void close() {
    record.close();
  }

  private static final String CHAIN = "CHAIN_BROKEN " + MAY + "@";

  @TestFactory
  Stream<DynamicTest> finds_what_was_done_to_the_commits() {
    return Stream.of(
        inCommits(
            "a bit was flipped",
            all -> flip(all, 3),
            CHAIN + "4 hash",
            "LOG_DIFFERS " + MAY + "@4 events.0"),
        inCommits(
            "a value was changed and its hash fixed",
            all -> all.set(3, rehash(all, 3, true)),
            CHAIN + "5 prev",
            "SEALED_DIFFERS " + MAY + "@4 hash",
            "LOG_DIFFERS " + MAY + "@4 events.0"),
        inCommits(
            "a value was changed and the whole chain after it fixed",
            all -> rehashFrom(all, 3),
            "SEALED_DIFFERS " + MAY + "@4 hash",
            "LOG_DIFFERS " + MAY + "@4 events.0"),
        inCommits(
            "one was deleted in the middle",
            all -> all.remove(3),
            "STORE_GAP " + MAY + "@4 _id.v",
            "SEALED_DIFFERS " + MAY + "@4 version",
            "MISSING_IN_STORE " + MAY + "@4"),
        inCommits(
            "the tail was cut",
            all -> all.removeLast(),
            "SEALED_MISSING " + MAY + "@7",
            "MISSING_IN_STORE " + MAY + "@7",
            "VIEW_AHEAD " + MAY + "@7"),
        inCommits("two were swapped", all -> swap(all, 2, 3), CHAIN + 3),
        inCommits(
            "a stream was dropped",
            List::clear,
            "SEALED_MISSING " + MAY + "@0",
            "MISSING_IN_STORE " + MAY + "@0",
            "VIEW_AHEAD " + MAY + "@0"),
        inCommits(
            "one was inserted",
            all -> all.add(rehash(all, all.size() - 1, false)),
            "MISSING_IN_LOG " + MAY + "@8"),
        inCommits(
            "they were put in another order",
            all -> Collections.reverse(all.subList(1, all.size())),
            CHAIN + 2));
  }

  private DynamicTest inCommits(String what, Consumer<List<Commit>> tampering, String... expected) {
    return dynamicTest(
        "commits: " + what,
        () -> {
          MongoCollection<Document> documents = record.collection("commits");
          Runnable back = record.keep("commits");
          List<Commit> all = new ArrayList<>(record.of(MAY));
          List<Long> versions = new ArrayList<>(all.stream().map(Commit::version).toList());
          boolean same = what.contains("swapped") || what.contains("order");
          tampering.accept(all);
          documents.deleteMany(new Document("_id.s", MAY));
          for (int i = 0; i < all.size(); i++) {
            // what was put in another place stands under that place's name
            Document document = TamperFixture.document(all.get(i));
            documents.insertOne(
                same
                    ? document.append("_id", new Document("s", MAY).append("v", versions.get(i)))
                    : document);
          }
          try {
            assertFound(record.topic, expected);
            assertFoundInSeries(record.topic, expected);
          } finally {
            back.run();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> finds_what_was_done_to_the_log() {
    return Stream.of(
        inLog("a bit was flipped", all -> flipRecord(all, 4), "LOG_DIFFERS " + MAY + "@4 events.0"),
        inLog(
            "a value was changed and its hash fixed",
            all -> exchange(all, rehash(record.of(MAY), 3, true)),
            "LOG_DIFFERS " + MAY + "@4"),
        inLog(
            "a value was changed and the whole chain after it fixed",
            all -> {
              List<Commit> chain = new ArrayList<>(record.of(MAY));
              rehashFrom(chain, 3);
              chain.subList(3, chain.size()).forEach(each -> exchange(all, each));
            },
            "LOG_DIFFERS " + MAY + "@4"),
        inLog(
            "one was deleted in the middle",
            all -> all.removeIf(each -> each.isOf(MAY, 4)),
            "LOG_GAP " + MAY + "@4"),
        inLog(
            "the tail was cut",
            all -> all.removeIf(each -> each.isOf(MAY, 7)),
            "MISSING_IN_LOG " + MAY + "@7"),
        inLog(
            "two were swapped",
            all -> Collections.swap(all, at(all, 3), at(all, 4)),
            "LOG_GAP " + MAY + "@3"),
        inLog(
            "a stream was dropped",
            all -> all.removeIf(each -> each.commit.stream().equals(MAY)),
            "MISSING_IN_LOG " + MAY + "@0"),
        inLog(
            "one was inserted",
            all -> {
              List<Commit> chain = record.of(MAY);
              all.addAll(TamperFixture.records(rehash(chain, chain.size() - 1, false)));
            },
            "MISSING_IN_STORE " + MAY + "@8"),
        inLog(
            "another was inserted beside the right one",
            all ->
                all.addAll(at(all, 7) + 1, TamperFixture.records(rehash(record.of(MAY), 3, true))),
            "LOG_DIFFERS " + MAY + "@4"),
        inLog(
            "a header was changed",
            all ->
                all.get(at(all, 4)).headers.put("ce_time", "2021-01-01T00:00:00Z".getBytes(UTF_8)),
            "LOG_DIFFERS " + MAY + "@4 ce_time"),
        inLog(
            "a header was taken away",
            all -> all.get(at(all, 4)).headers.remove("ce_c"),
            "LOG_UNREADABLE " + MAY + "@4 ce_c",
            "LOG_GAP " + MAY + "@4"),
        inLog(
            "a header can be read no more",
            all -> all.get(at(all, 4)).headers.put("ce_at", "noon".getBytes(UTF_8)),
            "LOG_UNREADABLE " + MAY + "@4 ce_at"),
        inLog(
            "a value was taken away",
            all -> all.get(at(all, 4)).hollow = true,
            "LOG_UNREADABLE " + MAY + "@4 value"),
        inLog(
            "one was put under another stream's name",
            all -> all.get(at(all, 4)).key = JUNE,
            "LOG_UNREADABLE " + JUNE + "@0 key",
            "LOG_GAP " + MAY + "@4"),
        inLog(
            "they were put in another order",
            all -> Collections.reverse(all.subList(at(all, 2), at(all, 7) + 1)),
            "LOG_GAP " + MAY + "@2"));
  }

  private DynamicTest inLog(String what, Consumer<List<Logged>> tampering, String... expected) {
    return dynamicTest(
        "log: " + what,
        () -> {
          List<Logged> all = record.records();
          tampering.accept(all);
          assertFound(record.publish(all), expected);
        });
  }

  @Test
  void what_was_sealed_has_to_be_in_the_log_also_where_it_is_marked_as_still_to_be_published() {
    List<Logged> all = record.records();
    all.removeIf(each -> each.isOf(MAY, 6) || each.isOf(MAY, 7));
    String cut = record.publish(all);
    Document tail =
        new Document("_id.s", MAY).append("_id.v", new Document("$in", List.of(6L, 7L)));
    record.collection("commits").updateMany(tail, new Document("$set", new Document("p", true)));

    assertFound(cut, "MISSING_IN_LOG " + MAY + "@6");
    assertThat(record.verify(record.topic, Scope.ALL).findings()).isEmpty();
    assertThat(record.verify(record.topic, Scope.ALL).pending()).isZero();
  }

  @Test
  void what_was_not_sealed_and_is_still_to_be_published_is_no_finding() {
    Commit commit = record.log.commit(MAY, note(9, 2, 8, "Note number 6"));
    record.log.store(commit);

    Report report = record.verify(record.topic, Scope.ALL);

    assertThat(report.findings()).isEmpty();
    assertThat(report.pending()).isEqualTo(1);
  }

  /**
   * The views have no hashes of their own, and no chain: to fix those makes no sense there. The
   * minutes and the series have one document a stream: in that there is no order; swapped are those
   * of two streams.
   */
  @TestFactory
  Stream<DynamicTest> finds_what_was_done_to_the_views() {
    List<DynamicTest> tests = new ArrayList<>();
    tests.addAll(ofOne("view_minutes", "title", JUNE, 2));
    tests.add(
        inView(
            "view_minutes",
            JUNE,
            "a word of an entry was changed",
            all -> {
              String minutes = all.get(0).getString("minutes");
              all.get(0).put("minutes", minutes.replace("Windy", "Wendy"));
            },
            "VIEW_DIFFERS " + JUNE + "@2 minutes.outline.entries.e3.content.text"));
    tests.addAll(ofOne("view_series", "name", "series/lamp-room", 2));
    tests.addAll(ofMany("view_history", "actor", "", "HISTORY_DIFFERS", 0));
    tests.addAll(ofMany("view_entries", "content", "e5.", "VIEW_DIFFERS", 1));
    tests.add(
        inView(
            "view_entries",
            MAY,
            "a word of an entry was changed",
            all ->
                all.get(4).put("content", all.get(4).getString("content").replace("Note", "Nota")),
            "VIEW_DIFFERS " + MAY + "@4 e5.content.text"));
    return tests.stream();
  }

  @Test
  void finds_that_the_views_of_two_streams_were_swapped() {
    String other = "series/engine-room";
    record.append(other, new SeriesEvent.SeriesCreated(new SeriesId("engine-room"), "Engine room"));
    record.follow();
    assertThat(record.verify(record.topic, Scope.ALL).findings()).isEmpty();
    Runnable minutes = record.keep("view_minutes");
    swapViews("view_minutes", MAY, JUNE);
    assertFound(record.topic, "VIEW_DIFFERS " + MAY + "@2", "VIEW_AHEAD " + JUNE + "@3 version");
    minutes.run();

    swapViews("view_series", Sample.SERIES.stream(), other);
    assertFound(
        record.topic,
        "VIEW_DIFFERS " + Sample.SERIES.stream() + "@0",
        "VIEW_AHEAD " + other + "@1 version");
  }

  private void swapViews(String view, String one, String other) {
    MongoCollection<Document> documents = record.collection(view);
    Document first = Objects.requireNonNull(documents.find(new Document("_id", one)).first());
    Document second = Objects.requireNonNull(documents.find(new Document("_id", other)).first());
    exchange(first, second);
    documents.replaceOne(new Document("_id", one), first);
    documents.replaceOne(new Document("_id", other), second);
  }

  private List<DynamicTest> ofOne(String view, String text, String stream, int version) {
    String behind = "VIEW_BEHIND " + stream + "@0";
    String differs = "VIEW_DIFFERS " + stream + "@";
    return List.of(
        inView(
            view,
            stream,
            "a bit was flipped",
            all -> flip(all.get(0), text),
            differs + version + " " + text),
        inView(view, stream, "the stream was dropped", List::clear, behind),
        inView(
            view,
            stream,
            "one was inserted",
            all -> all.add(new Document(all.get(0)).append("_id", stream + "0")),
            "VIEW_AHEAD " + stream + "0@0"),
        inView(
            view,
            stream,
            "its version was put back",
            all -> all.get(0).put("version", 0L),
            differs + 0));
  }

  private List<DynamicTest> ofMany(String view, String text, String entry, String kind, int first) {
    String differs = kind + " " + MAY + "@";
    return List.of(
        inView(
            view,
            MAY,
            "a bit was flipped",
            all -> flip(all.get(4), text),
            differs + "4 " + entry + text),
        inView(view, MAY, "one was deleted in the middle", all -> all.remove(4), differs + 4),
        inView(view, MAY, "the tail was cut", List::removeLast, differs + 7),
        inView(view, MAY, "a stream was dropped", List::clear, differs + first),
        inView(
            view,
            MAY,
            "one was inserted",
            all ->
                all.add(new Document(all.getLast()).append("_id", all.getLast().get("_id") + "0")),
            differs + 7),
        inView(view, MAY, "two were swapped", all -> exchange(all.get(1), all.get(2)), differs + 1),
        inView(
            view,
            MAY,
            "they were put in another order",
            all -> {
              for (int i = 0; i < all.size() / 2; i++) {
                exchange(all.get(i), all.get(all.size() - 1 - i));
              }
            },
            differs + first));
  }

  private DynamicTest inView(
      String view,
      String stream,
      String what,
      Consumer<List<Document>> tampering,
      String expected) {
    boolean heads = !stream.equals(MAY);
    return dynamicTest(
        view + ": " + what,
        () ->
            tampered(
                view,
                document -> stream.equals(document.get(heads ? "_id" : "stream")),
                "version",
                tampering,
                () -> assertFound(record.topic, expected)));
  }

  /** Each has what the other had, but for its name. */
  private static void exchange(Document one, Document other) {
    Object first = one.get("_id");
    Object second = other.get("_id");
    Document copy = new Document(one);
    one.clear();
    one.putAll(other);
    other.clear();
    other.putAll(copy);
    one.put("_id", first);
    other.put("_id", second);
  }

  private static void flip(Document document, String field) {
    String text = document.getString(field);
    document.put(field, (char) (text.charAt(0) ^ 1) + text.substring(1));
  }

  @TestFactory
  Stream<DynamicTest> finds_what_was_done_to_the_seals() {
    return Stream.of(
        inSeals(
            "a bit of a signed seal was flipped",
            "seals",
            all -> {
              String signed = all.get(0).getString("signed");
              all.get(0).put("signed", signed.replace("\"heads\":3", "\"heads\":2"));
            },
            "SEAL_BROKEN seals@1 signature",
            "SEAL_DIFFERS seals@1 signed"),
        inSeals(
            "a head was changed",
            "seal_heads",
            all -> all.get(0).put("v", 3L),
            "SEAL_BROKEN seals@1 root"),
        inSeals(
            "a head was deleted", "seal_heads", all -> all.remove(0), "SEAL_BROKEN seals@1 heads"),
        inSeals(
            "a head was inserted",
            "seal_heads",
            all -> {
              String last = all.get(2).getString("_id");
              all.add(new Document(all.get(2)).append("_id", last.replaceFirst(".$", "3")));
            },
            "SEAL_BROKEN seals@1 heads"),
        inSeals(
            "two heads were swapped",
            "seal_heads",
            all -> exchange(all.get(0), all.get(1)),
            "SEAL_BROKEN seals@1 root"),
        inSeals(
            "the heads were put in another order",
            "seal_heads",
            all -> {
              Document first = new Document(all.get(0));
              exchange(all.get(0), all.get(1));
              exchange(all.get(1), all.get(2));
              assertThat(all.get(2).get("s")).isEqualTo(first.get("s"));
            },
            "SEAL_BROKEN seals@1 root"),
        inSeals(
            "a head was given to another seal",
            "seal_heads",
            all -> all.get(0).put("n", 2L),
            "SEAL_BROKEN seals@1 heads"),
        inSeals(
            "two heads of different seals were swapped",
            "seal_heads",
            all -> exchange(all.get(0), all.get(3)),
            "SEAL_BROKEN seals@1"),
        inSeals(
            "one was deleted in the middle", "seals", all -> all.remove(0), "SEAL_MISSING seals@1"),
        inSeals("the tail was cut", "seals", all -> all.remove(1), "SEAL_MISSING seals@2"),
        inSeals("all were dropped", "seals", List::clear, "SEAL_MISSING seals@1"),
        inSeals(
            "two were swapped",
            "seals",
            all -> {
              Object first = all.get(0).get("signed");
              all.get(0).put("signed", all.get(1).get("signed"));
              all.get(1).put("signed", first);
            },
            "SEAL_BROKEN seals@1"),
        inSeals(
            "one was inserted",
            "seals",
            all -> all.add(new Document(all.get(1)).append("_id", 3L)),
            "SEAL_BROKEN seals@3"),
        inSeals(
            "one was made again and signed with another key",
            "seals",
            all ->
                all.get(1)
                    .put(
                        "signed",
                        new String(
                            SignedSeal.sign(
                                    record.seals.get(1).seal(),
                                    TamperFixture.keyPair().getPrivate())
                                .bytes(),
                            UTF_8)),
            "SEAL_BROKEN seals@2 signature",
            "SEAL_DIFFERS seals@2 signed"),
        inSealTopic("one was deleted", all -> all.remove(1L), "SEAL_MISSING seals@1"),
        inSealTopic("all were dropped", Map::clear, "SEAL_MISSING seals@1"),
        inSealTopic(
            "two were swapped",
            all -> {
              all.put(1L, record.seals.get(1).bytes());
              all.put(2L, record.seals.get(0).bytes());
            },
            "SEAL_DIFFERS seals@1"),
        inSealTopic("one was inserted", all -> all.put(3L, sealThree()), "SEAL_MISSING seals@3"),
        inSealTopic(
            "a bit was flipped",
            all -> all.put(1L, flippedSeal(record.seals.get(0).bytes())),
            "SEAL_BROKEN seals@1"),
        inFolder("a file was changed", text -> text.replaceFirst("a", "b"), "SEAL_BROKEN seals@1"),
        inFolder(
            "a file's head was deleted",
            text -> text.substring(0, text.indexOf('\n') + 1),
            "SEAL_BROKEN seals@1"),
        inFiles("one was deleted", List.of(1L), "SEAL_MISSING seals@1"),
        inFiles("the tail was cut", List.of(2L), "SEAL_MISSING seals@2"),
        inFiles("all were deleted", List.of(1L, 2L), "SEAL_MISSING seals@1"),
        dynamicTest(
            "folder of seals: a file has another name",
            () -> {
              Files.move(record.file(1), record.folder.resolve("seal-1.jsonl"));
              try {
                assertFound(record.topic, "SEAL_BROKEN seals@0", "SEAL_MISSING seals@1");
              } finally {
                Files.move(record.folder.resolve("seal-1.jsonl"), record.file(1));
              }
            }));
  }

  private DynamicTest inFiles(String what, List<Long> deleted, String... expected) {
    return dynamicTest(
        "folder of seals: " + what,
        () -> {
          List<byte[]> right = new ArrayList<>();
          for (long each : deleted) {
            right.add(Files.readAllBytes(record.file(each)));
            Files.delete(record.file(each));
          }
          FileTime longAgo = FileTime.from(Instant.EPOCH);
          Files.setLastModifiedTime(record.folder, longAgo);
          for (long each = 1; each <= 2; each++) {
            if (!deleted.contains(each)) {
              Files.setLastModifiedTime(record.file(each), longAgo);
            }
          }
          try {
            assertFound(record.topic, expected);
          } finally {
            for (int i = 0; i < deleted.size(); i++) {
              Files.write(record.file(deleted.get(i)), right.get(i));
            }
          }
        });
  }

  @Test
  void a_seal_that_is_too_new_to_have_been_copied_is_told_and_is_no_finding() throws IOException {
    record.sealedAt = () -> Instant.now().truncatedTo(ChronoUnit.MILLIS);
    record.append(MAY, note(9, 2, 8, "Note number 6"));
    record.seal();
    record.append(MAY, note(10, 2, 9, "Note number 7"));
    record.seal();
    record.follow();
    byte[] third = Files.readAllBytes(record.file(3));
    FileTime now = Files.getLastModifiedTime(record.file(3));
    Files.delete(record.file(4));
    Files.delete(record.file(3));

    Report early = record.verify(record.topic, Scope.ALL);
    Report late = record.verify(record.topic, Scope.ALL, Duration.ZERO);
    Files.setLastModifiedTime(record.file(2), now);
    Report filling = record.verify(record.topic, Scope.ALL, Duration.ZERO);
    Files.write(record.file(4), third); // a hole before the last file has no excuse
    Report hole = record.verify(record.topic, Scope.ALL);

    assertThat(early.findings()).isEmpty();
    assertThat(early.notes())
        .contains("The folder has no copy yet of the newest seals, from seal 3 on.");
    assertThat(TamperFixture.found(late)).containsExactly("SEAL_MISSING seals@3");
    assertThat(filling.findings()).isEmpty();
    assertThat(TamperFixture.found(hole))
        .containsExactlyInAnyOrder("SEAL_MISSING seals@3", "SEAL_BROKEN seals@4");
  }

  @Test
  void finds_a_record_of_no_stream_where_it_lies_in_the_log() {
    List<Logged> all = record.records();
    all.getLast().key = "";
    String log = record.publish(all);

    assertThat(TamperFixture.located(record.verify(log, Scope.ALL)))
        .anyMatch(each -> each.matches("LOG_UNREADABLE " + log + "/[01]@\\d+ key"));
  }

  @Test
  void finds_a_position_of_the_relay_that_the_log_does_not_reach() {
    assertCheckpointFound(new Document("ends", new Document("0", 1_000_000L)), "/0@\\d+ ends\\.0");
    assertCheckpointFound(new Document("ends", "all"), "@0 ends");
    assertCheckpointFound(new Document("ends", new Document("first", 1L)), "@0 ends\\.first");
  }

  private void assertCheckpointFound(Document kept, String where) {
    Runnable back = record.keep("logs");
    record
        .collection("logs")
        .insertOne(new Document("_id", record.topic).append("ends", kept.get("ends")));
    try {
      assertThat(TamperFixture.located(record.verify(record.topic, Scope.ALL)))
          .filteredOn(
              each -> each.endsWith(where.substring(where.lastIndexOf(' ')).replace("\\", "")))
          .singleElement()
          .asString()
          .matches("CHECKPOINT_WRONG " + record.topic + where);
    } finally {
      back.run();
    }
  }

  @Test
  void finds_a_position_of_the_views_that_the_log_does_not_reach() throws Exception {
    String group = "views-" + record.topic;
    TopicPartition partition = new TopicPartition(record.topic, 1);
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, record.broker.bootstrapServers()))) {
      admin
          .alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(1_000_000)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }

    assertThat(TamperFixture.located(record.verify(record.topic, Scope.ALL)))
        .anyMatch(
            each -> each.matches("CHECKPOINT_WRONG " + record.topic + "/1@\\d+ " + group + "\\.1"));
  }

  @Test
  void tells_how_much_there_is_and_how_far_it_has_come() {
    Map<String, List<List<Long>>> told = new LinkedHashMap<>();
    Report report =
        record.verify(
            record.topic,
            Scope.ALL,
            VerifyOptions.A_DAY,
            (step, done, total) ->
                told.computeIfAbsent(step, none -> new ArrayList<>()).add(List.of(done, total)));

    assertThat(report.findings()).isEmpty();
    assertThat(told.get("Seals")).containsExactly(List.of(1L, 2L), List.of(2L, 2L));
    assertThat(told.get("Store and views"))
        .last()
        .isEqualTo(List.of(report.commits(), report.commits()));
    assertThat(told.get("Log")).last().isEqualTo(List.of(report.records(), report.records()));
    told.forEach(
        (step, all) -> {
          assertThat(all).as(step).allMatch(each -> each.getFirst() <= each.getLast());
          assertThat(all).as(step).extracting(List::getFirst).isSorted();
          assertThat(all).as(step).extracting(List::getLast).containsOnly(all.getLast().getLast());
        });
  }

  /** What no program of ours has written stops nothing: it is told, and all else is as well. */
  @TestFactory
  Stream<DynamicTest> finds_what_is_of_no_form_and_goes_on() {
    List<DynamicTest> tests = new ArrayList<>();
    tests.addAll(commitsOfNoForm());
    tests.addAll(viewsOfNoForm());
    tests.addAll(sealsOfNoForm());
    return tests.stream();
  }

  private List<DynamicTest> commitsOfNoForm() {
    String unreadable = "COMMIT_UNREADABLE ";
    return List.of(
        ofNoForm("commits", set("hash", new Binary(new byte[3])), unreadable + MAY + "@4 hash"),
        ofNoForm("commits", set("c", null), unreadable + MAY + "@4 c"),
        ofNoForm("commits", set("events", List.of("text")), unreadable + MAY + "@4 events.0"),
        ofNoForm("commits", set("at", "noon"), unreadable + MAY + "@4 at"),
        ofNoForm(
            "commits",
            set("_id", new Document("s", MAY).append("v", "four")),
            unreadable + MAY + "@8 _id.v",
            "STORE_GAP " + MAY + "@4"),
        ofNoForm("commits", set("_id", 5), unreadable + "commits@0 _id", "STORE_GAP " + MAY + "@4"),
        ofNoForm(
            "commits",
            set("_id", new Document("v", 4L).append("s", MAY)),
            unreadable + "commits@0 _id"));
  }

  private List<DynamicTest> viewsOfNoForm() {
    String view = "VIEW_DIFFERS ";
    String history = "HISTORY_DIFFERS ";
    return List.of(
        ofNoForm("view_entries", set("_id", new ObjectId()), view + MAY + "@4 e5._id"),
        ofNoForm(
            "view_entries", set("stream", 7), view + "view_entries@0 stream", view + MAY + "@4 e5"),
        ofNoForm("view_entries", set("version", "four"), view + MAY + "@4 e5.version"),
        ofNoForm("view_entries", set("until", null), view + MAY + "@4 e5.until"),
        ofNoForm("view_history", set("_id", new ObjectId()), history + MAY + "@4 _id"),
        ofNoForm(
            "view_history",
            set("stream", null),
            history + "view_history@0 stream",
            history + MAY + "@4"),
        ofNoForm("view_history", set("version", "four"), history + MAY + "@4 version"),
        ofNoForm("view_history", set("version", -4L), history + MAY + "@0 version"),
        ofNoForm("view_minutes", set("_id", 5), view + "view_minutes@0 _id"),
        ofNoForm("view_minutes", set("version", "seven"), view + MAY + "@0 version"),
        added(
            "view_history",
            new Document("stream", MAY).append("version", List.of()),
            history + MAY + "@7 version"),
        added("view_series", new Document("_id", MAY), view + MAY + "@0 _id"),
        added("view_parked", new Document("_id", MAY), "PARKED " + MAY + "@0 reason"),
        added("view_parked", new Document("version", "x"), "PARKED view_parked@0 reason"));
  }

  private List<DynamicTest> sealsOfNoForm() {
    String broken = "SEAL_BROKEN ";
    return List.of(
        ofNoForm("seals", set("_id", "one"), broken + "seals@0 _id", "SEAL_MISSING seals@1"),
        ofNoForm("seals", set("_id", 1.5), broken + "seals@1 signed"),
        ofNoForm("seals", set("signed", 7), broken + "seals@1 signed"),
        ofNoForm("seal_heads", set("n", null), broken + "seals@1 heads"),
        ofNoForm("seal_heads", set("n", 2L), broken + "seals@1 heads"),
        ofNoForm("seal_heads", set("v", "four"), broken + "seals@1 heads"),
        ofNoForm("seal_heads", set("h", null), broken + "seals@1 heads"),
        ofNoForm("seal_heads", set("h", new Binary(new byte[3])), broken + "seals@1 heads"),
        ofNoForm("seal_heads", set("s", null), broken + "seal_heads@0 s", broken + "seals@1 root"),
        ofNoForm("seal_heads", set("_id", new ObjectId()), broken + "seals@1 heads"),
        added("seal_heads", new Document("s", 7), broken + "seal_heads@0 s"));
  }

  private static Consumer<Document> set(String field, @Nullable Object value) {
    return document -> document.put(field, value);
  }

  /** Changes the fifth document of the stream that is tampered with, or the only one of it. */
  private DynamicTest ofNoForm(String collection, Consumer<Document> change, String... expected) {
    Predicate<Document> which =
        switch (collection) {
          case "commits" -> each -> new Document("s", MAY).append("v", 4L).equals(each.get("_id"));
          case "view_minutes" -> each -> MAY.equals(each.get("_id"));
          case "seals" -> each -> Objects.equals(each.get("_id"), 1L);
          case "seal_heads" ->
              each -> MAY.equals(each.get("s")) && Objects.equals(each.get("n"), 1L);
          default ->
              each -> MAY.equals(each.get("stream")) && Objects.equals(each.get("version"), 4L);
        };
    return goesOn(
        "%s: %s".formatted(collection, expected[0]),
        collection,
        which,
        all -> {
          assertThat(all).hasSize(1);
          change.accept(all.get(0));
        },
        expected);
  }

  private DynamicTest added(String collection, Document document, String... expected) {
    return goesOn(
        "%s: another one: %s".formatted(collection, expected[0]),
        collection,
        each -> false,
        all -> all.add(new Document(document)),
        expected);
  }

  /** That something else is wrong elsewhere is found as well. */
  private DynamicTest goesOn(
      String what,
      String collection,
      Predicate<Document> which,
      Consumer<List<Document>> tampering,
      String... expected) {
    return dynamicTest(
        what,
        () ->
            tampered(
                collection,
                which,
                "_id",
                tampering,
                () -> {
                  List<String> all = new ArrayList<>(List.of(expected));
                  all.add("LOG_DIFFERS " + JUNE + "@2 events.0");
                  assertFound(logWithOneChange(), all.toArray(String[]::new));
                }));
  }

  /** A log in which a word of the other meeting is another one. */
  private String logWithOneChange() {
    List<Logged> all = record.records();
    Logged windy = all.stream().filter(each -> each.isOf(JUNE, 2)).findFirst().orElseThrow();
    windy.value = new String(windy.value, UTF_8).replace("Windy", "Wendy").getBytes(UTF_8);
    return record.publish(all);
  }

  private DynamicTest inSeals(
      String what, String collection, Consumer<List<Document>> tampering, String... expected) {
    return dynamicTest(
        "seals: " + what,
        () ->
            tampered(
                collection,
                all -> true,
                collection.equals("seal_heads") ? "n" : "_id",
                tampering,
                () -> assertFound(record.topic, expected)));
  }

  private byte[] sealThree() {
    Seal two = record.seals.get(1).seal();
    return SignedSeal.sign(
            new Seal(
                3,
                two.at(),
                two.hash(),
                two.past(),
                two.heads(),
                two.root(),
                two.topic(),
                two.reached(),
                two.key()),
            record.pair.getPrivate())
        .bytes();
  }

  private static byte[] flippedSeal(byte[] signed) {
    byte[] flipped = signed.clone();
    flipped[1] ^= 1;
    return flipped;
  }

  private DynamicTest inSealTopic(
      String what, Consumer<Map<Long, byte[]>> tampering, String... expected) {
    return dynamicTest(
        "topic of seals: " + what,
        () -> {
          Map<Long, byte[]> all = new TreeMap<>();
          record.seals.forEach(each -> all.put(each.seal().number(), each.bytes()));
          tampering.accept(all);
          String right = record.sealTopic;
          record.sealTopic = record.publishSeals(all);
          try {
            assertFound(record.topic, expected);
          } finally {
            record.sealTopic = right;
          }
        });
  }

  private DynamicTest inFolder(String what, UnaryOperator<String> tampering, String... expected) {
    return dynamicTest(
        "folder of seals: " + what,
        () -> {
          String right = Files.readString(record.file(1));
          Files.writeString(record.file(1), tampering.apply(right));
          try {
            assertFound(record.topic, expected);
          } finally {
            Files.writeString(record.file(1), right);
          }
        });
  }

  private interface Check {
    void run() throws Exception;
  }

  /** Tampers with documents, looks, and puts the collection back. */
  private void tampered(
      String collection,
      Predicate<Document> which,
      String order,
      Consumer<List<Document>> tampering,
      Check check)
      throws Exception {
    MongoCollection<Document> documents = record.collection(collection);
    Runnable back = record.keep(collection);
    List<Document> all =
        documents.find().sort(new Document(order, 1)).into(new ArrayList<>()).stream()
            .filter(which)
            .collect(Collectors.toCollection(ArrayList::new));
    all.forEach(each -> documents.deleteOne(new Document("_id", each.get("_id"))));
    tampering.accept(all);
    if (!all.isEmpty()) {
      documents.insertMany(all);
    }
    try {
      check.run();
    } finally {
      back.run();
    }
  }

  @TestFactory
  Stream<DynamicTest> finds_what_was_done_to_all_at_once_by_the_seals_alone() {
    return Stream.of(
        dynamicTest(
            "commits, log and views are rewritten alike",
            () -> {
              List<Commit> chain = new ArrayList<>(record.of(MAY));
              rehashFrom(chain, 3);
              List<Logged> all = record.records();
              chain.subList(3, chain.size()).forEach(each -> exchange(all, each));
              Runnable back = record.keep("commits");
              record.collection("commits").deleteMany(new Document("_id.s", MAY));
              chain.forEach(
                  each -> record.collection("commits").insertOne(TamperFixture.document(each)));
              try {
                assertThat(TamperFixture.found(record.verify(record.publish(all), Scope.ALL)))
                    .contains("SEALED_DIFFERS " + MAY + "@4")
                    .noneMatch(finding -> finding.startsWith("LOG_"))
                    .noneMatch(finding -> finding.startsWith("CHAIN_"));
              } finally {
                back.run();
              }
            }),
        dynamicTest(
            "the holder of the key rewrites commits, log and seals, but for the copy of the seals",
            () -> {
              List<Commit> chain = new ArrayList<>(record.of(MAY));
              rehashFrom(chain, chain.size() - 1);
              List<Logged> all = record.records();
              exchange(all, chain.getLast());
              List<SealedHead> heads =
                  TamperFixture.heads(
                      List.of(
                          record.of(JUNE).getLast(),
                          chain.getLast(),
                          record.of(Sample.SERIES.stream()).getLast()));
              SignedSeal again = sealedAnew(record.seals.get(1).seal(), heads);
              List<Runnable> back =
                  List.of(record.keep("commits"), record.keep("seals"), record.keep("seal_heads"));
              String sealTopic = record.sealTopic;
              record.collection("commits").deleteOne(TamperFixture.id(chain.getLast()));
              record.collection("commits").insertOne(TamperFixture.document(chain.getLast()));
              record.collection("seal_heads").deleteMany(new Document("n", 2L));
              record.collection("seal_heads").insertMany(TamperFixture.headDocuments(again, heads));
              record
                  .collection("seals")
                  .replaceOne(new Document("_id", 2L), TamperFixture.document(again));
              record.sealTopic =
                  record.publishSeals(Map.of(1L, record.seals.get(0).bytes(), 2L, again.bytes()));
              try {
                String log = record.publish(all);
                assertFound(
                    log, "SEAL_DIFFERS seals@2 signed", "SEALED_DIFFERS " + MAY + "@7 hash");
                assertThat(TamperFixture.found(record.verify(log, Scope.ALL)))
                    .noneMatch(finding -> finding.startsWith("SEAL_BROKEN "))
                    .noneMatch(finding -> finding.startsWith("LOG_"))
                    .noneMatch(finding -> finding.startsWith("CHAIN_"));
              } finally {
                record.sealTopic = sealTopic;
                back.forEach(Runnable::run);
              }
            }),
        dynamicTest(
            "a sealed stream is gone from commits, log, views and seals in the store",
            () -> {
              List<Runnable> back = new ArrayList<>();
              for (String name :
                  List.of(
                      "commits",
                      "view_minutes",
                      "view_history",
                      "view_entries",
                      "seals",
                      "seal_heads")) {
                back.add(record.keep(name));
              }
              record.collection("commits").deleteMany(new Document("_id.s", MAY));
              record.collection("view_minutes").deleteMany(new Document("_id", MAY));
              record.collection("view_history").deleteMany(new Document("stream", MAY));
              record.collection("view_entries").deleteMany(new Document("stream", MAY));
              record.collection("seals").deleteMany(new Document());
              record.collection("seal_heads").deleteMany(new Document());
              List<Logged> all = record.records();
              all.removeIf(each -> each.commit.stream().equals(MAY));
              try {
                assertFound(
                    record.publish(all), "SEAL_MISSING seals@1", "SEALED_MISSING " + MAY + "@0");
              } finally {
                back.forEach(Runnable::run);
              }
            }));
  }

  /** The seal with other heads, signed with the right key. */
  private SignedSeal sealedAnew(Seal seal, List<SealedHead> heads) {
    MerkleTree tree = new MerkleTree();
    heads.forEach(head -> tree.add(head.line()));
    return SignedSeal.sign(
        new Seal(
            seal.number(),
            seal.at(),
            seal.previous(),
            seal.past(),
            heads.size(),
            tree.root(),
            seal.topic(),
            seal.reached(),
            seal.key()),
        record.pair.getPrivate());
  }

  private void assertFoundInSeries(String log, String... expected) {
    List<String> ofMay =
        Stream.of(expected).filter(each -> each.contains(" " + MAY + "@")).toList();
    assertThat(TamperFixture.located(record.verify(log, Scope.parse("lamp-room"))))
        .containsAll(ofMay);
    assertThat(
            TamperFixture.found(
                record.verify(log, Scope.parse(JUNE.substring("meeting/".length())))))
        .noneMatch(each -> each.contains(MAY));
  }

  /** Also when only the meeting is looked at, where it is about a stream. */
  private void assertFound(String log, String... expected) {
    assertThat(TamperFixture.located(record.verify(log, Scope.ALL))).contains(expected);
    List<String> ofMay =
        Stream.of(expected).filter(each -> each.contains(" " + MAY + "@")).toList();
    if (!ofMay.isEmpty()) {
      assertThat(
              TamperFixture.located(
                  record.verify(log, Scope.parse(MAY.substring("meeting/".length())))))
          .containsAll(ofMay);
    }
  }

  private static int at(List<Logged> all, long version) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).isOf(MAY, version)) {
        return i;
      }
    }
    throw new IllegalStateException("no version " + version);
  }

  private static void exchange(List<Logged> all, Commit commit) {
    for (Logged each : TamperFixture.records(commit)) {
      all.set(at(all, commit.version() + each.index), each);
    }
  }

  private static void flipRecord(List<Logged> all, long version) {
    Logged tampered = all.get(at(all, version));
    tampered.value = flipped(tampered.value);
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] flipped = bytes.clone();
    flipped[new String(bytes, UTF_8).indexOf("Note")] ^= 1;
    return flipped;
  }

  private static byte[] changed(byte[] bytes) {
    return new String(bytes, UTF_8).replace("Note number", "Nota number").getBytes(UTF_8);
  }

  private static void flip(List<Commit> all, int index) {
    Commit right = all.get(index);
    all.set(
        index,
        new Commit(
            right.stream(),
            right.version(),
            right.commandId(),
            right.fingerprint(),
            right.at(),
            right.occurredAt(),
            right.events().stream().map(TamperContract::flipped).toList(),
            right.previousHash(),
            right.hash()));
  }

  /** The commit with another text in its place, or as one more behind it; its hash is right. */
  private static Commit rehash(List<Commit> all, int index, boolean inPlace) {
    Commit right = all.get(index);
    return TamperFixture.rehashed(
        inPlace ? all.get(index - 1) : right,
        right,
        right.events().stream().map(event -> inPlace ? changed(event) : another(event)).toList());
  }

  /** A further note, that could follow. */
  private static byte[] another(byte[] event) {
    return new String(event, UTF_8)
        .replace("\"e8\"", "\"e9\"")
        .replace("\"e7\"", "\"e8\"")
        .getBytes(UTF_8);
  }

  private static void rehashFrom(List<Commit> all, int index) {
    all.set(index, rehash(all, index, true));
    for (int i = index + 1; i < all.size(); i++) {
      all.set(i, TamperFixture.rehashed(all.get(i - 1), all.get(i), all.get(i).events()));
    }
  }

  private static void swap(List<Commit> all, int one, int other) {
    Collections.swap(all, one, other);
  }
}
