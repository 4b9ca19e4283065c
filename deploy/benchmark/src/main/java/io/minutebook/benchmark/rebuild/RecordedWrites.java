package io.minutebook.benchmark.rebuild;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * What a client wrote, batch by batch: to be written again, as bare unordered upserts by id. What
 * was no insert and no replacement, but a change of some fields, stays that.
 */
final class RecordedWrites implements CommandListener {

  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private record Batch(String collection, List<WriteModel<BsonDocument>> writes) {}

  private final List<Batch> batches = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void commandStarted(CommandStartedEvent event) {
    List<WriteModel<BsonDocument>> writes = new ArrayList<>();
    switch (event.getCommandName()) {
      case "insert" -> {
        for (BsonValue document : event.getCommand().clone().getArray("documents")) {
          writes.add(upsert(document.asDocument()));
        }
      }
      case "update" -> {
        for (BsonValue update : event.getCommand().clone().getArray("updates")) {
          writes.add(again(update.asDocument()));
        }
      }
      default -> {
        return;
      }
    }
    batches.add(new Batch(event.getCommand().getString(event.getCommandName()).getValue(), writes));
  }

  private static WriteModel<BsonDocument> again(BsonDocument update) {
    BsonDocument change = update.getDocument("u");
    if (change.containsKey("$setOnInsert")) {
      BsonDocument document = new BsonDocument("_id", update.getDocument("q").get("_id"));
      document.putAll(change.getDocument("$setOnInsert"));
      document.putAll(change.getDocument("$set", new BsonDocument()));
      return upsert(document);
    }
    boolean replaces = change.isEmpty() || !change.getFirstKey().startsWith("$");
    return replaces ? upsert(change) : new UpdateOneModel<>(update.getDocument("q"), change);
  }

  private static WriteModel<BsonDocument> upsert(BsonDocument document) {
    return new ReplaceOneModel<>(new BsonDocument("_id", document.get("_id")), document, UPSERT);
  }

  long documents() {
    return batches.stream().mapToLong(batch -> batch.writes().size()).sum();
  }

  int batches() {
    return batches.size();
  }

  /** Forgets what was written until now. */
  void clear() {
    batches.clear();
  }

  /** Writes all of it again, batch by batch. */
  void writeTo(MongoDatabase database) {
    for (Batch batch : batches) {
      MongoCollection<BsonDocument> collection =
          database.getCollection(batch.collection(), BsonDocument.class);
      collection.bulkWrite(batch.writes(), UNORDERED);
    }
  }
}
