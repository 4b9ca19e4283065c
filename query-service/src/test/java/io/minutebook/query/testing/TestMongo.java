package io.minutebook.query.testing;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.minutebook.query.view.Views;
import java.util.List;
import java.util.UUID;

/** A database of its own for a test. */
public final class TestMongo implements AutoCloseable {

  private static final class Embedded {
    private static final String URI =
        new MongoServer(new MemoryBackend()).bindAndGetConnectionString();
  }

  private final String uri;
  private final String name = "test-" + UUID.randomUUID();
  private final MongoClient client;

  private TestMongo(String uri, CommandListener... told) {
    this.uri = uri;
    this.client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .commandListenerList(List.of(told))
                .retryWrites(false)
                .build());
  }

  /** In the embedded server. */
  public static TestMongo embedded() {
    return new TestMongo(Embedded.URI);
  }

  /**
   * In the server that the system property names.
   *
   * @param told of every request
   */
  public static TestMongo realEngine(CommandListener... told) {
    return new TestMongo(System.getProperty("minutebook.test.mongodb-uri", ""), told);
  }

  public String uri() {
    return uri;
  }

  public String name() {
    return name;
  }

  public MongoDatabase database() {
    return client.getDatabase(name);
  }

  public MongoClient client() {
    return client;
  }

  /** The views as the service writes them. */
  public Views views() {
    return Views.of(client, name);
  }

  @Override
  public void close() {
    database().drop();
    client.close();
  }
}
