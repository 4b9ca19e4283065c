package io.minutebook.benchmark.peer;

import io.minutebook.benchmark.server.Servers;
import java.io.IOException;

/** The things that can be put under load. */
public enum PeerKind {
  /** Ours with the relay running to a Kafka broker. */
  MINUTEBOOK_RELAY("minutebook+relay"),

  /** Ours without the relay. */
  MINUTEBOOK("minutebook"),

  /** Axon's extension for MongoDB. */
  AXON_MONGODB("axon-mongodb"),

  /** Axon's JDBC engine on PostgreSQL. */
  AXON_JDBC("axon-jdbc"),

  /** Nothing but {@code insertMany} of the same documents. */
  INSERT_MANY("insert-many"),

  /** Axon's store in memory. */
  AXON_MEMORY("axon-memory");

  private final String label;

  PeerKind(String label) {
    this.label = label;
  }

  /** Opens a fresh, empty one, and starts the servers that it needs. */
  public Peer open(Workload workload, Servers servers, Tuning tuning)
      throws IOException, InterruptedException {
    return switch (this) {
      case MINUTEBOOK -> new Minutebook(workload, servers.mongodb());
      case MINUTEBOOK_RELAY ->
          new MinutebookWithRelay(workload, servers.mongodb(), servers.kafka());
      case AXON_MONGODB -> new AxonMongo(workload, servers.mongodb(), tuning.mongoConnections());
      case AXON_JDBC ->
          new AxonJdbc(workload, servers.postgres().url(), tuning.jdbcConnections());
      case INSERT_MANY ->
          new InsertMany(
              workload, servers.mongodb(), tuning.insertBatch(), tuning.insertThreads());
      case AXON_MEMORY -> new AxonMemory(workload);
    };
  }

  @Override
  public String toString() {
    return label;
  }
}
