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
      settings.retryWrites(!Boolean.TRUE.equals(uri.isDirectConnection()));
    }
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

  /**
   * What a write has to wait for so that nothing takes it back: the journal of a majority. Only
   * where the connection string names another {@code w} it is that many servers' journal: for a
   * single server that does not wait for its journal when it is asked for a majority.
   *
   * @throws IllegalArgumentException if the connection string asks for no answer at all
   */
  public static WriteConcern durable(MongoDatabase database) {
    WriteConcern asked = database.getWriteConcern();
    return (asked.getWObject() == null ? WriteConcern.MAJORITY : asked).withJournal(true);
  }
}
