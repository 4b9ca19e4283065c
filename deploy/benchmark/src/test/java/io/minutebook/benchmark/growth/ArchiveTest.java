package io.minutebook.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.minutebook.benchmark.peer.Databases;
import io.minutebook.benchmark.peer.Minutebook;
import io.minutebook.benchmark.peer.Workload;
import io.minutebook.command.eventstore.MongoCommitTable;
import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import io.minutebook.standalone.mongodb.EmbeddedMongo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

  @TempDir Path folder;

  @Test
  void streams_are_of_the_length_that_is_asked_for_and_chained() {
    for (int length : List.of(1, 6, 7, 50, 333)) {
      List<Commit> stream = new StreamMaker().stream(Workload.meeting(0), length);
      Head head = null;
      for (Commit commit : stream) {
        assertThat(commit.follows(head)).isTrue();
        assertThat(commit.isIntact()).isTrue();
        head = commit.head();
      }
      assertThat(stream.getLast().lastVersion()).isEqualTo(length - 1);
    }
  }

  @Test
  void it_is_filled_once_with_streams_that_load() throws Exception {
    try (EmbeddedMongo mongo = EmbeddedMongo.start(folder, 0);
        MongoClient client = Databases.client(mongo.uri())) {
      MongoDatabase database = client.getDatabase(Databases.freshName());
      Archive archive = new Archive(database, 230);
      archive.fill(_ -> {});
      long events =
          database.getCollection(Minutebook.COMMITS).find().into(new ArrayList<>()).stream()
              .mapToLong(commit -> commit.getInteger("n"))
              .sum();
      assertThat(events)
          .isEqualTo(230 + Archive.LENGTHS.stream().mapToLong(Integer::longValue).sum());
      Loading loading = new Loading(new MongoCommitTable(database));
      assertThat(loading.median(Archive.ofLength(100), 100)).isPositive();

      database
          .getCollection(Minutebook.COMMITS)
          .insertOne(new Document("_id", new Document("s", "series/benchmark").append("v", 0L)));
      archive.fill(_ -> {});
      assertThat(documents(database, "series/benchmark")).isEqualTo(1);
      archive.remove("benchmark");
      assertThat(documents(database, "series/benchmark")).isZero();
    }
  }

  private static long documents(MongoDatabase database, String stream) {
    return database.getCollection(Minutebook.COMMITS).countDocuments(new Document("_id.s", stream));
  }
}
