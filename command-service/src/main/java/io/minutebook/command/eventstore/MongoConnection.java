package io.minutebook.command.eventstore;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.concurrent.TimeUnit;

/** Makes the client that the commit store is to be used with. */
public final class MongoConnection {

  private MongoConnection() {}

  /**
   * A client that neither waits long for a server that is not there, nor asks a single server for
   * what only a replica set has. Does not connect yet.
   *
   * @throws IllegalArgumentException if the URI cannot be read
   */
  public static MongoClient client(MongoProperties properties) {
    ConnectionString uri = new ConnectionString(properties.uri());
    MongoClientSettings.Builder settings = MongoClientSettings.builder().applyConnectionString(uri);
    if (uri.getRetryWritesValue() == null) {
      settings.retryWrites(!isSingle(uri));
    }
    // A single server may not wait for its journal when it is asked for a majority.
    settings.writeConcern(
        (isSingle(uri) ? WriteConcern.W1 : WriteConcern.MAJORITY).withJournal(true));
    settings.applyToClusterSettings(
        cluster ->
            cluster.serverSelectionTimeout(
                properties.serverSelectionTimeout().toMillis(), TimeUnit.MILLISECONDS));
    settings.applyToSocketSettings(
        socket -> {
          int timeout = Math.toIntExact(properties.socketTimeout().toMillis());
          socket.connectTimeout(timeout, TimeUnit.MILLISECONDS);
          socket.readTimeout(timeout, TimeUnit.MILLISECONDS);
        });
    return MongoClients.create(settings.build());
  }

  private static boolean isSingle(ConnectionString uri) {
    return Boolean.TRUE.equals(uri.isDirectConnection());
  }

  /**
   * What a write has to wait for so that nothing takes it back: the journal of a majority, or of
   * the single server that the client was made for.
   */
  public static WriteConcern durable(MongoDatabase database) {
    WriteConcern given = database.getWriteConcern();
    return (given.getWObject() == null ? WriteConcern.MAJORITY : given).withJournal(true);
  }
}
