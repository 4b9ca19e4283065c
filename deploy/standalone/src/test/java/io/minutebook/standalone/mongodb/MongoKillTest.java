package io.minutebook.standalone.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.result.UpdateResult;
import io.minutebook.standalone.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server at random moments and asks for everything that it had acknowledged. */
class MongoKillTest {

  private static final int ROUNDS = 5;
  private static final int WRITERS = 8;
  private static final long COMPACT_ABOVE = 256 << 10; // so that kills hit compactions too

  @TempDir Path folder;

  /** Writer's documents by id, with the value last acknowledged, and the one last sent. */
  private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();

  private final Map<String, Integer> sent = new ConcurrentHashMap<>();

  @Test
  void every_acknowledged_write_is_there_after_a_kill() throws Exception {
    long seed = System.nanoTime();
    System.out.println("MongoKillTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      try (ChildJvm child =
              ChildJvm.start(MongoProcess.class, folder.toString(), "" + COMPACT_ABOVE);
          MongoClient client = MongoClients.create(uri(child.awaitLine("ready")))) {
        assertNothingIsMissing(round, client);
        writeUntilKilled(round, client, child, random);
      }
    }
    try (ChildJvm child =
            ChildJvm.start(MongoProcess.class, folder.toString(), "" + COMPACT_ABOVE);
        MongoClient client = MongoClients.create(uri(child.awaitLine("ready")))) {
      assertNothingIsMissing(ROUNDS, client);
      assertThat(acknowledged.size()).isGreaterThan(ROUNDS * WRITERS);
    }
  }

  @Test
  void a_full_disk_stops_the_server_and_loses_nothing_acknowledged() throws Exception {
    String noCompaction = "" + (1 << 30);
    Random random = new Random(1);
    try (ChildJvm child =
            ChildJvm.startWithFilesUpTo(500, MongoProcess.class, folder.toString(), noCompaction);
        MongoClient client = MongoClients.create(uri(child.awaitLine("ready")));
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int writer = 0; writer < WRITERS; writer++) {
        String name = "writer " + writer;
        long seed = random.nextLong();
        writers.execute(
            () -> write(name, collection(client), new Random(seed), new CountDownLatch(1)));
      }
      writers.shutdown();
      assertThat(writers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> collection(client).find().first())
          .as("nothing is answered from memory that the disk does not hold")
          .isInstanceOf(MongoException.class);
    }
    assertThat(acknowledged.size()).isGreaterThan(100);
    try (ChildJvm child = ChildJvm.start(MongoProcess.class, folder.toString(), noCompaction);
        MongoClient client = MongoClients.create(uri(child.awaitLine("ready")))) {
      assertNothingIsMissing(0, client);
    }
  }

  private static String uri(String uri) {
    return uri + "&serverSelectionTimeoutMS=3000";
  }

  private static MongoCollection<Document> collection(MongoClient client) {
    return client
        .getDatabase("minutebook")
        .getCollection("commits")
        .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
  }

  private void writeUntilKilled(int round, MongoClient client, ChildJvm child, Random random)
      throws InterruptedException {
    CountDownLatch enough = new CountDownLatch(50 + random.nextInt(1500));
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int writer = 0; writer < WRITERS; writer++) {
        String name = "round " + round + " writer " + writer;
        long writerSeed = random.nextLong();
        writers.execute(() -> write(name, collection(client), new Random(writerSeed), enough));
      }
      assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
      child.kill();
    }
  }

  private void write(
      String name, MongoCollection<Document> collection, Random random, CountDownLatch enough) {
    String filler = "x".repeat(600);
    List<String> inserted = new ArrayList<>();
    try {
      for (int i = 0; ; i++) {
        String id = name + " " + i;
        if (!inserted.isEmpty() && random.nextInt(4) == 0) {
          String earlier = inserted.get(random.nextInt(inserted.size()));
          int value = sent.getOrDefault(earlier, 0) + 1;
          sent.put(earlier, value);
          UpdateResult updated =
              collection.updateOne(
                  new Document("_id", earlier), new Document("$set", new Document("value", value)));
          assertThat(updated.getModifiedCount()).isEqualTo(1);
          acknowledged.put(earlier, value);
        } else if (random.nextInt(10) == 0) {
          insertBatch(id, collection, filler);
          inserted.add(id);
        } else {
          sent.put(id, 0);
          collection.insertOne(new Document("_id", id).append("value", 0).append("filler", filler));
          acknowledged.put(id, 0);
          inserted.add(id);
        }
        enough.countDown();
      }
    } catch (MongoException killed) {
      // Whatever was under way may or may not be there.
    }
  }

  private void insertBatch(String id, MongoCollection<Document> collection, String filler) {
    List<Document> batch = new ArrayList<>();
    for (String part : List.of(id, id + " a", id + " b", id + " c")) {
      sent.put(part, 0);
      batch.add(new Document("_id", part).append("value", 0).append("filler", filler));
    }
    collection.insertMany(batch, new InsertManyOptions().ordered(false));
    batch.forEach(document -> acknowledged.put(document.getString("_id"), 0));
  }

  private void assertNothingIsMissing(int round, MongoClient client) {
    Map<String, Integer> stored = new HashMap<>();
    collection(client)
        .find()
        .forEach(document -> stored.put(document.getString("_id"), document.getInteger("value")));
    Map<String, String> wrong = new TreeMap<>();
    acknowledged.forEach(
        (id, value) -> {
          Integer found = stored.get(id);
          if (found == null || found < value || found > sent.getOrDefault(id, 0)) {
            wrong.put(id, "acknowledged " + value + ", found " + found);
          }
        });
    assertThat(wrong).as("missing or older in round %d", round).isEmpty();
    assertThat(sent.keySet()).as("nothing is there that nobody sent").containsAll(stored.keySet());
  }
}
