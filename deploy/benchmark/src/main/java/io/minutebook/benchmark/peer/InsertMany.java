package io.minutebook.benchmark.peer;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import io.minutebook.command.eventstore.MongoConnection;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * The limit: nothing but {@code insertMany}, unordered, or {@code insertOne} of documents as ours,
 * into a collection with the same indexes. Nothing is decided, chained or hashed; the client does
 * little more than the driver does.
 */
final class InsertMany implements Peer {

  private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

  private final MongoClient client;
  private final MongoDatabase database;
  private final MongoCollection<Document> collection;
  private final CommitDocuments documents;
  private final int batch;
  private final int threads;

  InsertMany(Workload workload, String mongodb, String database, int batch, int threads) {
    this.client = Databases.client(mongodb);
    this.database = client.getDatabase(database);
    this.collection =
        this.database
            .getCollection(Minutebook.COMMITS)
            .withWriteConcern(MongoConnection.durable(this.database));
    this.documents = new CommitDocuments(workload);
    this.batch = batch;
    this.threads = threads;
  }

  @Override
  public void begin() {
    CommitDocuments.index(collection);
  }

  @Override
  public int senders(int asked) {
    return threads;
  }

  @Override
  public int once(long number) {
    List<Document> many = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      many.add(documents.like(number * batch + i));
    }
    if (batch == 1) {
      collection.insertOne(many.getFirst());
    } else {
      collection.insertMany(many, UNORDERED);
    }
    return batch;
  }

  @Override
  public long stored() {
    return collection.countDocuments();
  }

  @Override
  public void close() {
    database.drop();
    client.close();
  }
}
