package io.minutebook.query.audit;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * How the last verification of everything went, and the last of each series and meeting that was
 * verified alone. It is there to be shown: whoever owns the database can write anything here.
 */
public final class VerificationRecords {

  private static final int SHOWN = 20;

  private final MongoCollection<Document> documents;

  private VerificationRecords(MongoCollection<Document> documents) {
    this.documents = documents;
  }

  /** Those in a database. */
  public static VerificationRecords of(MongoDatabase database) {
    return new VerificationRecords(database.getCollection("verifications"));
  }

  /**
   * How a verification went.
   *
   * @param of what was verified: a series, a meeting, or {@code everything}
   * @param found how many findings there were
   * @param first some of them, each in a line
   * @param latestSeal the number of the latest seal that it covers; 0 if there was none
   * @param notes what could not be checked
   */
  public record Outcome(
      String of,
      Instant begun,
      Instant ended,
      long streams,
      long commits,
      long events,
      long records,
      long found,
      List<String> first,
      long latestSeal,
      List<String> notes) {

    public boolean clean() {
      return found == 0;
    }
  }

  /** The last one of a scope; empty if there was none. */
  public Optional<Outcome> last(Scope scope) {
    return Optional.ofNullable(documents.find(eq("_id", scope.toString())).first())
        .map(VerificationRecords::outcome);
  }

  /** Stores how it went; the report says so if that cannot be. */
  Report keep(Scope scope, Instant begun, Report report) {
    Document document =
        new Document("_id", scope.toString())
            .append("begun", Date.from(begun))
            .append("ended", Date.from(Instant.now()))
            .append("streams", report.streams())
            .append("commits", report.commits())
            .append("events", report.events())
            .append("records", report.records())
            .append("found", report.findings().size() + report.more())
            .append(
                "first", report.findings().stream().limit(SHOWN).map(Finding::toString).toList())
            .append("latestSeal", report.latestSeal())
            .append("notes", report.notes());
    try {
      documents.replaceOne(
          eq("_id", scope.toString()), document, new ReplaceOptions().upsert(true));
      return report;
    } catch (MongoException e) {
      List<String> notes = new ArrayList<>(report.notes());
      notes.add("The outcome could not be stored: " + e.getMessage());
      return new Report(
          report.findings(),
          report.more(),
          report.streams(),
          report.commits(),
          report.events(),
          report.records(),
          report.pending(),
          report.latestSeal(),
          notes);
    }
  }

  private static Outcome outcome(Document document) {
    return new Outcome(
        document.getString("_id"),
        document.getDate("begun").toInstant(),
        document.getDate("ended").toInstant(),
        document.getLong("streams"),
        document.getLong("commits"),
        document.getLong("events"),
        document.getLong("records"),
        document.getLong("found"),
        document.getList("first", String.class),
        document.getLong("latestSeal"),
        document.getList("notes", String.class));
  }
}
