package io.minutebook.benchmark.peer;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.minutebook.command.Decisions;
import io.minutebook.command.axon.CommandSide;
import io.minutebook.command.eventstore.CommitStore;
import io.minutebook.command.relay.KafkaProperties;
import io.minutebook.command.relay.MongoLeaseTable;
import io.minutebook.command.relay.Relay;
import io.minutebook.command.relay.SharedLease;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** Ours as the service has it: the command side, and the relay that publishes each commit. */
final class MinutebookWithRelay extends Commanded {

  private static final Duration LONGEST_BEHIND = Duration.ofMinutes(5);
  private static final Document PENDING = new Document("p", true);

  private final MongoClient client;
  private final MongoDatabase database;
  private final MongoCollection<Document> commits;
  private final LogTopic topic;
  private final Relay relay;
  private final CommandSide side;

  MinutebookWithRelay(Workload workload, String mongodb, String kafka) {
    super(workload);
    this.client = Databases.client(mongodb);
    this.database = Databases.fresh(client);
    this.commits = database.getCollection("commits");
    this.topic = new LogTopic(kafka, database.getName());
    CommitStore store = new CommitStore(database, Duration.ofSeconds(10));
    this.relay =
        new Relay(
            store,
            new KafkaProperties(
                kafka, topic.name(), 6, Duration.ofSeconds(1), Duration.ofSeconds(3), Map.of()),
            new SharedLease(
                new MongoLeaseTable(database),
                topic.name(),
                "benchmark",
                Duration.ofSeconds(3),
                System::nanoTime));
    relay.start();
    this.side = CommandSide.start(store, Clock.systemUTC(), CACHED, relay::wake);
  }

  @Override
  Decisions decisions() {
    return side.decisions();
  }

  @Override
  public Backlog settle() throws InterruptedException {
    long begin = System.nanoTime();
    long left = commits.countDocuments(PENDING);
    long first = left;
    while (left > 0) {
      if (System.nanoTime() - begin > LONGEST_BEHIND.toNanos()) {
        throw new IllegalStateException("the relay left " + left + " commits unpublished");
      }
      TimeUnit.MILLISECONDS.sleep(5);
      left = commits.find(PENDING).limit(1).first() == null ? 0 : left;
    }
    return new Backlog(first, Duration.ofNanos(System.nanoTime() - begin));
  }

  /** How many records the log holds: at least one for each event that was stored. */
  long published() {
    return topic.records();
  }

  @Override
  public long stored() {
    return commits.countDocuments();
  }

  @Override
  public void close() {
    side.close();
    relay.close();
    topic.delete();
    database.drop();
    client.close();
  }
}
