package io.minutebook.benchmark.crash;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.minutebook.log.Commit;
import io.minutebook.query.view.Views;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Reads the database without the code that writes it. Throws MongoDB's exceptions. */
final class StoreReader implements AutoCloseable {

  private static final String DATABASE = "minutebook";
  private static final int PATIENCE_SECONDS = 5;

  private final MongoClient client;
  private final MongoDatabase database;
  private final MongoCollection<Document> commits;

  StoreReader(String uri) {
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applyToClusterSettings(
                    cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(
                    socket -> socket.readTimeout(6 * PATIENCE_SECONDS, TimeUnit.SECONDS))
                .build());
    database = client.getDatabase(DATABASE);
    commits = database.getCollection("commits");
  }

  static String database() {
    return DATABASE;
  }

  /** Every stream's commits in order of their versions. */
  Map<String, List<Commit>> streams() {
    Map<String, List<Commit>> streams = new TreeMap<>();
    for (Document document : commits.find().sort(Sorts.ascending("_id"))) {
      Commit commit = commit(document);
      streams.computeIfAbsent(commit.stream(), _ -> new ArrayList<>()).add(commit);
    }
    return streams;
  }

  /** What is marked as not yet published, {@code stream@version}. */
  List<String> pending() {
    List<String> pending = new ArrayList<>();
    for (Document document :
        commits.find(Filters.exists("p")).projection(Projections.include("_id"))) {
      pending.add(id(document).getString("s") + "@" + id(document).get("v"));
    }
    return pending;
  }

  /** How many commits are not yet published that were recorded up to an instant. */
  long pendingUpTo(Instant at) {
    return commits.countDocuments(
        Filters.and(Filters.eq("p", true), Filters.lte("at", Date.from(at))));
  }

  /** How many commits are not yet published. */
  long pendingNow() {
    return commits.countDocuments(Filters.eq("p", true));
  }

  /** Whether an event is stored under an id. */
  boolean hasEvent(String stream, long version) {
    Document found =
        commits
            .find(
                Filters.and(
                    Filters.gte("_id", new Document("s", stream).append("v", 0L)),
                    Filters.lte("_id", new Document("s", stream).append("v", version))))
            .sort(Sorts.descending("_id"))
            .first();
    return found != null && commit(found).lastVersion() >= version;
  }

  /** By stream, the version up to which the views have it. */
  Map<String, Long> viewed() {
    Views views = Views.of(database);
    Map<String, Long> viewed = new HashMap<>();
    for (MongoCollection<Document> each :
        List.of(views.minutesDocuments(), views.seriesDocuments())) {
      for (Document document : each.find().projection(Projections.include("version"))) {
        viewed.put(document.getString("_id"), document.get("version", Number.class).longValue());
      }
    }
    return viewed;
  }

  /** Who is the active relay; null while nobody has ever been. */
  @Nullable Lease lease() {
    Document found = database.getCollection("leases").find().first();
    return found == null
        ? null
        : new Lease(
            found.getString("holder"), found.getLong("term"), found.getDate("renewed").toInstant());
  }

  /** The relays' lease, by the server's clock, which is this machine's. */
  record Lease(String holder, long term, Instant renewed) {}

  private static Document id(Document document) {
    return document.get("_id", Document.class);
  }

  private static Commit commit(Document document) {
    Date occurredAt = document.getDate("occurredAt");
    return new Commit(
        id(document).getString("s"),
        id(document).get("v", Number.class).longValue(),
        document.getString("c"),
        document.getString("f"),
        document.getDate("at").toInstant(),
        occurredAt == null ? null : occurredAt.toInstant(),
        document.getList("events", Binary.class).stream().map(Binary::getData).toList(),
        document.get("prev", Binary.class).getData(),
        document.get("hash", Binary.class).getData());
  }

  @Override
  public void close() {
    client.close();
  }
}
