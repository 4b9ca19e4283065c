package io.minutebook.benchmark.peer;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.minutebook.command.Decisions;
import io.minutebook.command.axon.CommandSide;
import io.minutebook.command.eventstore.MongoCommitTable;
import java.time.Clock;

/** Ours without the relay: the command side over the commit store, as the service has it. */
public final class Minutebook implements Store {

  /** The collection of the commit store. */
  public static final String COMMITS = "commits";

  private final MongoDatabase database;
  private final MongoClient client;
  private final CommandSide side;
  private final boolean kept;

  Minutebook(String mongodb, String database) {
    this(mongodb, database, false);
  }

  /** Over a database that may hold something already, and that stays. */
  public static Store over(String mongodb, String database) {
    return new Minutebook(mongodb, database, true);
  }

  private Minutebook(String mongodb, String database, boolean kept) {
    this.kept = kept;
    this.client = Databases.client(mongodb);
    this.database = client.getDatabase(database);
    this.side =
        CommandSide.start(
            Stores.commitStore(new MongoCommitTable(this.database)),
            Clock.systemUTC(),
            Stores.CACHED,
            _ -> {});
  }

  @Override
  public Decisions decisions() {
    return side.decisions();
  }

  @Override
  public long stored() {
    return database.getCollection(COMMITS).countDocuments();
  }

  @Override
  public void close() {
    side.close();
    if (!kept) {
      database.drop();
    }
    client.close();
  }
}
