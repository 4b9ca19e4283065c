package io.minutebook.benchmark.peer;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.minutebook.command.Decisions;
import io.minutebook.command.Timing;
import io.minutebook.command.axon.CommandSide;
import io.minutebook.command.eventstore.MongoCommitTable;
import io.minutebook.command.relay.KafkaEventLog;
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
final class MinutebookWithRelay implements Store {

  private static final Duration LONGEST_BEHIND = Duration.ofMinutes(5);
  private static final Document PENDING = new Document("p", true);

  private final MongoClient client;
  private final MongoDatabase database;
  private final MongoCollection<Document> commits;
  private final LogTopic topic;
  private final Relay relay;
  private final CommandSide side;

  MinutebookWithRelay(String mongodb, String database, String kafka) {
    this.client = Databases.client(mongodb);
    this.database = client.getDatabase(database);
    this.commits = this.database.getCollection(Minutebook.COMMITS);
    this.topic = new LogTopic(kafka, database);
    MongoCommitTable table = new MongoCommitTable(this.database);
    KafkaProperties properties =
        new KafkaProperties(
            kafka, topic.name(), 6, Duration.ofSeconds(1), Duration.ofSeconds(3), Map.of());
    SharedLease lease =
        new SharedLease(
            new MongoLeaseTable(this.database),
            topic.name(),
            "benchmark",
            properties.lease(),
            System::nanoTime);
    this.relay =
        new Relay(table, new KafkaEventLog(properties), properties.sweep(), lease, Timing.SYSTEM);
    relay.start();
    this.side =
        CommandSide.start(
            Stores.commitStore(table), Clock.systemUTC(), Stores.CACHED, relay::handOff);
  }

  @Override
  public Decisions decisions() {
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
    Duration behind = Duration.ofNanos(System.nanoTime() - begin);
    return new Backlog(first, behind, topic.records());
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
