package io.minutebook.benchmark.peer;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.minutebook.command.Decisions;
import io.minutebook.command.axon.CommandSide;
import io.minutebook.command.eventstore.CommitStore;
import java.time.Clock;
import java.time.Duration;

/** Ours without the relay: the command side over the commit store, as the service has it. */
final class Minutebook extends Commanded {

  private final MongoDatabase database;
  private final MongoClient client;
  private final CommandSide side;

  Minutebook(Workload workload, String mongodb) {
    super(workload);
    this.client = Databases.client(mongodb);
    this.database = Databases.fresh(client);
    this.side =
        CommandSide.start(
            new CommitStore(database, Duration.ofSeconds(10)),
            Clock.systemUTC(),
            CACHED,
            () -> {});
  }

  @Override
  Decisions decisions() {
    return side.decisions();
  }

  @Override
  public long stored() {
    return database.getCollection("commits").countDocuments();
  }

  @Override
  public void close() {
    side.close();
    database.drop();
    client.close();
  }
}
