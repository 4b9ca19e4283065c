package io.minutebook.standalone.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Updates;
import io.minutebook.standalone.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Measures the embedded server, in a process of its own, through the driver: run it by hand with
 * the test class path. Arguments: a folder, or the URI of another server for comparison.
 */
public final class MongoFigures {

  private static final int SECONDS = 5;

  private MongoFigures() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].startsWith("mongodb:")) {
      measure(arguments[0]);
      return;
    }
    String folder = arguments[0];
    try (ChildJvm child = ChildJvm.start(MongoProcess.class, folder, "" + (64 << 20))) {
      measure(child.awaitLine("ready"));
      System.out.printf("resident %d MiB, files %d MiB%n", child.residentMiB(), mebibytes(folder));
      child.kill();
    }
    long begin = System.nanoTime();
    try (ChildJvm child = ChildJvm.start(MongoProcess.class, folder, "" + (64 << 20))) {
      String uri = child.awaitLine("ready");
      System.out.printf("start after kill, JVM and all: %d ms%n", millisSince(begin));
      try (MongoClient client = MongoClients.create(uri)) {
        System.out.printf(
            "%d documents, resident %d MiB%n",
            client.getDatabase("figures").getCollection("commits").countDocuments(),
            child.residentMiB());
      }
    }
  }

  private static void measure(String uri) throws InterruptedException {
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(uri))
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .build();
    try (MongoClient client = MongoClients.create(settings)) {
      MongoCollection<Document> commits = client.getDatabase("figures").getCollection("commits");
      commits.drop();
      commits.createIndex(Indexes.ascending("_id.s", "c"), new IndexOptions().unique(true));
      commits.createIndex(
          Indexes.ascending("p"),
          new IndexOptions().partialFilterExpression(new Document("p", true)));
      AtomicInteger version = new AtomicInteger();
      run("warm up", 8, 1, () -> commits.insertOne(commit(version.getAndIncrement())));
      run("1 thread", 1, 1, () -> commits.insertOne(commit(version.getAndIncrement())));
      run("8 threads", 8, 1, () -> commits.insertOne(commit(version.getAndIncrement())));
      run("32 threads", 32, 1, () -> commits.insertOne(commit(version.getAndIncrement())));
      run("8 threads, batches of 64", 8, 64, () -> insertBatch(commits, version));
      int last = version.get();
      run(
          "8 threads, updates",
          8,
          1,
          () ->
              commits.updateOne(
                  Filters.eq("_id", id(version.getAndIncrement() % last)), Updates.unset("p")));
      run(
          "8 threads, finds by id",
          8,
          1,
          () -> commits.find(Filters.eq("_id", id(version.getAndIncrement() % last))).first());
    }
  }

  private static void run(String name, int threads, int documents, Runnable operation)
      throws InterruptedException {
    AtomicLong count = new AtomicLong();
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    long begin = System.nanoTime();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        executor.execute(
            () -> {
              while (System.nanoTime() < end) {
                operation.run();
                count.incrementAndGet();
              }
            });
      }
    }
    System.out.printf(
        "%-26s %,9d documents/s%n", name, count.get() * documents * 1000 / millisSince(begin));
  }

  private static void insertBatch(MongoCollection<Document> commits, AtomicInteger version) {
    List<Document> batch = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      batch.add(commit(version.getAndIncrement()));
    }
    commits.insertMany(batch, new InsertManyOptions().ordered(false));
  }

  private static Document id(int number) {
    return new Document("s", "meeting/figures/" + number % 500).append("v", number / 500);
  }

  private static Document commit(int number) {
    return new Document("_id", id(number))
        .append("n", 1)
        .append("c", "command " + number)
        .append("events", List.of(new Binary(new byte[400])))
        .append("prev", new Binary(new byte[32]))
        .append("hash", new Binary(new byte[32]))
        .append("p", true);
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  private static long mebibytes(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.mapToLong(file -> file.toFile().length()).sum() >> 20;
    }
  }
}
