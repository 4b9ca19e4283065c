package io.minutebook.benchmark.peer;

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

  /**
   * Opens a fresh, empty one.
   *
   * @throws IOException if a server that it needs does not start
   */
  public Peer open(Workload workload, Backing backing, Tuning tuning)
      throws IOException, InterruptedException {
    return this == INSERT_MANY
        ? new InsertMany(
            workload,
            backing.mongodb(),
            Databases.freshName(),
            tuning.insertBatch(),
            tuning.insertThreads())
        : new Commanded(workload, store(backing, Databases.freshName(), tuning));
  }

  /**
   * Opens it as a store of commands.
   *
   * @param database the name of its database, where it has one, and of its topic
   * @throws IllegalArgumentException if it decides nothing
   */
  public Store store(Backing backing, String database, Tuning tuning)
      throws IOException, InterruptedException {
    return switch (this) {
      case MINUTEBOOK -> new Minutebook(backing.mongodb(), database);
      case MINUTEBOOK_RELAY ->
          new MinutebookWithRelay(backing.mongodb(), database, backing.kafka());
      case AXON_MONGODB -> new AxonMongo(backing.mongodb(), database, tuning.mongoConnections());
      case AXON_JDBC -> new AxonJdbc(backing.postgresql(), tuning.jdbcConnections());
      case AXON_MEMORY -> new AxonMemory();
      case INSERT_MANY -> throw new IllegalArgumentException(this + " decides nothing");
    };
  }

  @Override
  public String toString() {
    return label;
  }
}
