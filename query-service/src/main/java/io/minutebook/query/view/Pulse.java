package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;

/**
 * How often each instance has written something to the views: a handful of small documents, which
 * every instance can look at several times a second. No view and no position: it may be lost, and
 * then what has changed is found a little later.
 */
public final class Pulse {

  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoCollection<Document> documents;

  Pulse(MongoCollection<Document> documents) {
    this.documents = documents.withWriteConcern(WriteConcern.W1);
  }

  /** Says that an instance has written for the so-manieth time. */
  public void beat(String instance, long count, Instant at) {
    documents.replaceOne(
        eq("_id", instance),
        new Document("_id", instance).append("count", count).append("at", Date.from(at)),
        UPSERT);
  }

  /** How often each instance has written. */
  public Map<String, Long> read() {
    Map<String, Long> counts = new HashMap<>();
    for (Document document : documents.find()) {
      counts.put(document.getString("_id"), document.getLong("count"));
    }
    return counts;
  }

  /** An instance ends. */
  public void forget(String instance) {
    documents.deleteOne(eq("_id", instance));
  }

  /** Forgets instances that have not written since; if they live, they say so again. */
  public void forgetThoseBefore(Instant since) {
    documents.deleteMany(lt("at", Date.from(since)));
  }
}
