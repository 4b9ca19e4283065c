package io.minutebook.benchmark.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.minutebook.benchmark.load.ClosedLoop;
import io.minutebook.benchmark.load.Measured;
import io.minutebook.benchmark.load.Threads;
import io.minutebook.command.Outcome;
import io.minutebook.command.eventstore.MongoCommitTable;
import io.minutebook.command.meeting.EntryRef;
import io.minutebook.log.Commit;
import io.minutebook.standalone.mongodb.EmbeddedMongo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.BsonType;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That each peer stores what it says: a benchmark that measures nothing would be found out. */
class PeersTest {

  private static final int MEETINGS = 8;

  @TempDir static Path folder;

  private static EmbeddedMongo mongo;
  private static Backing backing;

  private final Workload workload = new Workload(MEETINGS, "test");

  @BeforeAll
  static void start() throws Exception {
    mongo = EmbeddedMongo.start(folder, 0);
    backing = new OnlyMongo(mongo.uri());
  }

  @AfterAll
  static void stop() throws Exception {
    mongo.close();
  }

  private record OnlyMongo(String mongodb) implements Backing {
    @Override
    public String kafka() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String postgresql() {
      throw new UnsupportedOperationException();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MINUTEBOOK", "AXON_MONGODB", "INSERT_MANY", "AXON_MEMORY"})
  void what_was_acknowledged_is_there(PeerKind kind) throws Exception {
    try (Peer peer = kind.open(workload, backing, Tuning.usual())) {
      peer.begin();
      long before = peer.stored();
      Measured measured =
          new ClosedLoop(
                  peer.senders(16), Threads.VIRTUAL, Duration.ofMillis(100), Duration.ofMillis(300))
              .run(peer);
      assertThat(peer.stored() - before).isPositive().isEqualTo(measured.allDone());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MINUTEBOOK", "AXON_MONGODB", "AXON_MEMORY"})
  void each_command_makes_the_next_event_of_its_stream_and_no_entry(PeerKind kind)
      throws Exception {
    try (Store store = kind.store(backing, Databases.freshName(), Tuning.usual())) {
      store.decisions().decide(workload.series());
      Outcome begun = store.decisions().decide(workload.beginning(3));
      EntryRef note = new EntryRef(begun.entries().getLast());
      for (int i = 0; i < 5; i++) {
        Outcome outcome = store.decisions().decide(workload.reword(3 + i * MEETINGS, note));
        assertThat(outcome.stream()).isEqualTo(Workload.meeting(3).stream());
        assertThat(outcome.version()).isEqualTo(begun.version() + 1 + i);
        assertThat(outcome.events()).hasSize(1);
        assertThat(outcome.entries()).isEmpty();
      }
    }
  }

  @Test
  void the_documents_that_are_inserted_bare_are_like_those_of_the_commit_store() throws Exception {
    String database = Databases.freshName();
    try (MongoClient client = Databases.client(backing.mongodb());
        Store store = PeerKind.MINUTEBOOK.store(backing, database, Tuning.usual())) {
      store.decisions().decide(workload.series());
      Outcome begun = store.decisions().decide(workload.beginning(0));
      long number = 123_456L * MEETINGS;
      store.decisions().decide(workload.reword(number, new EntryRef(begun.entries().getLast())));
      Document real = last(client, database);
      Document like = new CommitDocuments(workload).like(number);
      assertThat(fields(like)).containsExactlyElementsOf(fields(real));
      int size = bytes(real);
      assertThat(bytes(like)).isBetween(size * 9 / 10, size * 11 / 10);
    }
  }

  @Test
  void a_commits_document_is_read_by_the_commit_store_as_the_commit() throws Exception {
    String database = Databases.freshName();
    try (MongoClient client = Databases.client(backing.mongodb());
        Store store = PeerKind.MINUTEBOOK.store(backing, database, Tuning.usual())) {
      store.decisions().decide(workload.series());
      store.decisions().decide(workload.beginning(0));
      MongoCommitTable table = new MongoCommitTable(client.getDatabase(database));
      String stream = Workload.meeting(0).stream();
      Commit commit = table.load(stream, 0).getLast();
      Document written = CommitDocuments.of(commit, true);
      assertThat(written).isEqualTo(last(client, database));
    }
  }

  private static Document last(MongoClient client, String database) {
    Document last =
        client
            .getDatabase(database)
            .getCollection(Minutebook.COMMITS)
            .find(new Document("_id.s", Workload.meeting(0).stream()))
            .sort(new Document("_id", -1))
            .first();
    assertThat(last).isNotNull();
    return last;
  }

  /** The fields in their order, with their types. */
  private static List<Map.Entry<String, BsonType>> fields(Document document) {
    return document.toBsonDocument().entrySet().stream()
        .map(field -> Map.entry(field.getKey(), field.getValue().getBsonType()))
        .toList();
  }

  private static int bytes(Document document) {
    return document.toBsonDocument().toJson().length();
  }
}
