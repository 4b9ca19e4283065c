package io.minutebook.benchmark.peer;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.minutebook.command.Decisions;
import io.minutebook.command.axon.PlainCommandSide;
import io.minutebook.command.eventstore.MongoConnection;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.eventstore.MongoEventStorageEngine;
import org.axonframework.extensions.mongo.eventsourcing.eventstore.documentpercommit.DocumentPerCommitStorageStrategy;

/** Axon's extension for MongoDB, with one document for each commit and the same durability. */
final class AxonMongo implements Store {

  /** The name that the extension gives to its collection. */
  static final String EVENTS = "domainevents";

  private final MongoClient client;
  private final MongoDatabase database;
  private final MongoTemplate template;
  private final PlainCommandSide side;

  AxonMongo(String mongodb, String database, int connections) {
    this.client = Databases.client(mongodb, connections);
    MongoDatabase plain = client.getDatabase(database);
    this.database = plain.withWriteConcern(MongoConnection.durable(plain));
    this.template =
        DefaultMongoTemplate.builder()
            .mongoDatabase(this.database)
            .domainEventsCollectionName(EVENTS)
            .build();
    DocumentPerCommitStorageStrategy strategy = new DocumentPerCommitStorageStrategy();
    MongoEventStorageEngine engine =
        MongoEventStorageEngine.builder()
            .mongoTemplate(template)
            .storageStrategy(strategy)
            .eventSerializer(Serializers.events())
            .snapshotSerializer(Serializers.events())
            .build();
    strategy.ensureIndexes(template.eventCollection(), template.snapshotCollection());
    this.side = PlainCommandSide.over(engine, Stores.CACHED);
  }

  @Override
  public Decisions decisions() {
    return side.decisions();
  }

  @Override
  public long stored() {
    return template.eventCollection().countDocuments();
  }

  @Override
  public void close() {
    side.close();
    database.drop();
    client.close();
  }
}
