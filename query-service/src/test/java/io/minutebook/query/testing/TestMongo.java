package io.minutebook.query.testing;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
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

  private TestMongo(String uri) {
    this.uri = uri;
    this.client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .retryWrites(false)
                .build());
  }

  /** In the embedded server. */
  public static TestMongo embedded() {
    return new TestMongo(Embedded.URI);
  }

  /** In the server that the system property names. */
  public static TestMongo realEngine() {
    return new TestMongo(System.getProperty("minutebook.test.mongodb-uri", ""));
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

  @Override
  public void close() {
    database().drop();
    client.close();
  }
}
