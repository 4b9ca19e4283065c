package io.minutebook.standalone.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoNamespace;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoTest {

  @TempDir Path folder;

  private static MongoCollection<Document> entries(MongoClient client) {
    return client.getDatabase("test").getCollection("entries");
  }

  @Test
  void a_restart_finds_documents_indexes_and_the_same_port() throws Exception {
    String uri;
    try (EmbeddedMongo mongo = EmbeddedMongo.start(folder, 0);
        MongoClient client = MongoClients.create(mongo.uri())) {
      uri = mongo.uri();
      entries(client).createIndex(Indexes.ascending("name"), new IndexOptions().unique(true));
      entries(client)
          .createIndex(
              Indexes.ascending("slot"),
              new IndexOptions().unique(true).partialFilterExpression(new Document("open", true)));
      entries(client).insertOne(new Document("_id", 1).append("name", "x").append("slot", 1));
      entries(client).insertOne(new Document("_id", 2).append("name", "y").append("slot", 1));
      client.getDatabase("test").createCollection("empty");
    }
    for (int start = 0; start < 3; start++) {
      try (EmbeddedMongo mongo = EmbeddedMongo.start(folder, 0);
          MongoClient client = MongoClients.create(mongo.uri())) {
        assertThat(mongo.uri()).isEqualTo(uri);
        assertThat(entries(client).find()).hasSize(2);
        assertThat(entries(client).listIndexes()).hasSize(3);
        assertThat(client.getDatabase("test").listCollectionNames())
            .containsExactlyInAnyOrder("entries", "empty");
        assertThat(client.listDatabaseNames()).contains("test");
        assertThatThrownBy(() -> entries(client).insertOne(new Document("name", "x")))
            .isInstanceOf(MongoWriteException.class);
      }
    }
  }

  @Test
  void dropped_and_renamed_collections_stay_so_after_a_restart() throws Exception {
    try (EmbeddedMongo mongo = EmbeddedMongo.start(folder, 0);
        MongoClient client = MongoClients.create(mongo.uri())) {
      for (String name : List.of("kept", "dropped", "renamed", "again")) {
        client.getDatabase("test").getCollection(name).insertOne(new Document("name", name));
      }
      client.getDatabase("test").getCollection("dropped").drop();
      client.getDatabase("test").getCollection("again").drop();
      client.getDatabase("test").getCollection("again").insertOne(new Document("name", "anew"));
      client
          .getDatabase("test")
          .getCollection("renamed")
          .renameCollection(new MongoNamespace("test", "new"));
      client.getDatabase("gone").getCollection("x").insertOne(new Document());
      client.getDatabase("gone").drop();
    }
    try (EmbeddedMongo mongo = EmbeddedMongo.start(folder, 0);
        MongoClient client = MongoClients.create(mongo.uri())) {
      assertThat(client.getDatabase("test").listCollectionNames())
          .containsExactlyInAnyOrder("kept", "new", "again");
      assertThat(client.getDatabase("test").getCollection("again").find().map(d -> d.get("name")))
          .containsExactly("anew");
      assertThat(client.getDatabase("test").getCollection("new").countDocuments()).isEqualTo(1);
      assertThat(client.listDatabaseNames()).doesNotContain("gone");
    }
  }

  @Test
  void the_files_stay_bounded_while_documents_are_rewritten_over_and_over() throws Exception {
    long limit = 512 << 10;
    int writers = 4;
    int documents = 50;
    try (EmbeddedMongo mongo = EmbeddedMongo.start(folder, 0, limit);
        MongoClient client = MongoClients.create(mongo.uri());
        ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        String name = "writer " + writer + " ";
        running.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 1500; i++) {
                    entries(client)
                        .replaceOne(
                            Filters.eq("_id", name + i % documents),
                            new Document("round", i).append("filler", "x".repeat(2000)),
                            new ReplaceOptions().upsert(true));
                  }
                }));
      }
      for (Future<?> writer : running) {
        writer.get();
      }
      // 6,000 writes of 2 KB are 12 MB; 400 KB of them live.
      assertThat(sizeOfFiles()).isLessThan(4 << 20);
    }
    assertThat(sizeOfFiles()).isLessThan(2 << 20);
    try (EmbeddedMongo mongo = EmbeddedMongo.start(folder, 0, limit);
        MongoClient client = MongoClients.create(mongo.uri())) {
      assertThat(entries(client).countDocuments()).isEqualTo((long) writers * documents);
      assertThat(entries(client).find().map(d -> d.getInteger("round")))
          .allMatch(round -> round >= 1450);
    }
  }

  private long sizeOfFiles() throws IOException {
    long size = 0;
    try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
      for (Path file : files.toList()) {
        size += Files.size(file);
      }
    }
    return size;
  }

  @Test
  void a_folder_in_use_is_refused_and_a_remembered_port_that_is_taken_is_replaced()
      throws Exception {
    int port;
    try (EmbeddedMongo mongo = EmbeddedMongo.start(folder, 0)) {
      port = mongo.port();
      assertThatThrownBy(() -> EmbeddedMongo.start(folder, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by another server");
    }
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedMongo.start(folder, port))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("" + port);
      try (EmbeddedMongo mongo = EmbeddedMongo.start(folder, 0)) {
        assertThat(mongo.port()).isNotEqualTo(taken.getLocalPort());
      }
    }
  }

  @Test
  void a_counter_that_many_raise_at_once_misses_none() throws Exception {
    try (EmbeddedMongo mongo = EmbeddedMongo.start(folder, 0);
        MongoClient client = MongoClients.create(mongo.uri())) {
      entries(client).insertOne(new Document("_id", "counter").append("n", 0));
      try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
        for (int thread = 0; thread < 8; thread++) {
          threads.execute(
              () -> {
                for (int i = 0; i < 100; i++) {
                  entries(client).updateOne(Filters.eq("_id", "counter"), Updates.inc("n", 1));
                }
              });
        }
      }
      assertThat(entries(client).find().first()).containsEntry("n", 800);
    }
  }
}
