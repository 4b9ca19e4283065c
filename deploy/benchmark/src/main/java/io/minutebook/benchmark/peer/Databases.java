package io.minutebook.benchmark.peer;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.minutebook.command.eventstore.MongoConnection;
import io.minutebook.command.eventstore.MongoProperties;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.util.unit.DataSize;

/** Clients and databases on MongoDB. */
public final class Databases {

  private static final String NAME = "minutebook_benchmark_";

  private Databases() {}

  /** A client with the settings of the command service, whoever uses it. */
  public static MongoClient client(String uri) {
    return client(uri, 100);
  }

  /** The same, for filling: it waits as long as it takes to index what is there by the million. */
  public static MongoClient patientClient(String uri) {
    return client(uri, 100, Duration.ofHours(2));
  }

  /** The same, with another number of connections at most than the driver's usual 100. */
  static MongoClient client(String uri, int connections) {
    return client(uri, connections, Duration.ofSeconds(30));
  }

  private static MongoClient client(String uri, int connections, Duration longest) {
    return MongoConnection.client(
        new MongoProperties(
            uri + (uri.contains("?") ? "&" : "?") + "maxPoolSize=" + connections,
            "minutebook",
            Duration.ofSeconds(5),
            longest,
            Duration.ofSeconds(10),
            DataSize.ofMegabytes(64)));
  }

  /** The name of a database that is not there yet. */
  public static String freshName() {
    return NAME + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /** How many documents a database holds of commits, ours or those of Axon's extension. */
  public static long documents(MongoDatabase database) {
    return database.getCollection(Minutebook.COMMITS).countDocuments()
        + database.getCollection(AxonMongo.EVENTS).countDocuments();
  }
}
