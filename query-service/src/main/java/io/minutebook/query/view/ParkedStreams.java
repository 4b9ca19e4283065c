package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;

/**
 * The streams that the views no longer follow, because something in the log could not be applied.
 * Their documents stay as they were before it.
 */
public final class ParkedStreams {

  /**
   * A stream that is not followed.
   *
   * @param version the first one that could not be applied
   * @param place from where the log is to be read again to follow it again
   * @param reason for a person
   */
  public record Parked(String stream, long version, LogPlace place, String reason, Instant since) {

    private Document toDocument() {
      return new Document("_id", stream)
          .append("version", version)
          .append("place", place.toDocument())
          .append("reason", reason)
          .append("since", Date.from(since));
    }

    private static Parked from(Document document) {
      return new Parked(
          document.getString("_id"),
          document.getLong("version"),
          Objects.requireNonNull(LogPlace.from(document.get("place", Document.class))),
          document.getString("reason"),
          document.getDate("since").toInstant());
    }
  }

  private final MongoCollection<Document> documents;

  ParkedStreams(MongoCollection<Document> documents) {
    this.documents = documents;
  }

  /** What is stored of them, whatever it is. */
  public FindIterable<Document> documents() {
    return documents.find();
  }

  /** The name of the collection. */
  public String name() {
    return documents.getNamespace().getCollectionName();
  }

  public List<Parked> all() {
    return documents.find().map(Parked::from).into(new ArrayList<>());
  }

  public void park(Parked parked) {
    documents.replaceOne(
        eq("_id", parked.stream()), parked.toDocument(), new ReplaceOptions().upsert(true));
  }

  public void resume(String stream) {
    documents.deleteOne(eq("_id", stream));
  }

  /**
   * Asks whoever follows the stream to try it again.
   *
   * @return whether it is parked
   */
  public boolean askFor(String stream) {
    return documents.updateOne(eq("_id", stream), Updates.set("askedFor", true)).getMatchedCount()
        == 1;
  }

  /** Those that were asked for and have not been tried again since. */
  public List<Parked> askedFor() {
    return documents.find(eq("askedFor", true)).map(Parked::from).into(new ArrayList<>());
  }

  public void retried(String stream) {
    documents.updateOne(eq("_id", stream), Updates.unset("askedFor"));
  }
}
