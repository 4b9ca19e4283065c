package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * The collections of the views. Writes to them are majority and journalled: a view that was written
 * stays written, because the position in the log is kept elsewhere.
 */
public final class Views {

  /** The number of the form that the documents have; another one with every change of it. */
  private static final int FORMAT = 2;

  private final MongoDatabase database;
  private final Heads heads;
  private final MongoCollection<Document> minutes;
  private final MongoCollection<Document> series;
  private final MongoCollection<Document> history;
  private final MongoCollection<Document> actions;
  private final MongoCollection<Document> counts;
  private final MongoCollection<Document> decisions;
  private final MongoCollection<Document> packages;
  private final MongoCollection<Document> parked;
  private final MongoCollection<Document> format;

  private Views(MongoDatabase database, Heads heads) {
    this.database = database;
    this.heads = heads;
    minutes = database.getCollection("view_minutes");
    series = database.getCollection("view_series");
    history = database.getCollection("view_history");
    actions = database.getCollection("view_actions");
    counts = database.getCollection("view_counts");
    decisions = database.getCollection("view_decisions");
    packages = database.getCollection("view_packages");
    parked = database.getCollection("view_parked");
    format = database.getCollection("view_format");
  }

  /** The views of a database, whether or not there is anything in them yet. */
  public static Views of(MongoDatabase database) {
    WriteConcern given = database.getWriteConcern();
    return new Views(
        database.withWriteConcern(
            (given.getWObject() == null ? WriteConcern.MAJORITY : given).withJournal(true)),
        new Heads());
  }

  /**
   * The same views for those who read them: the server gives up what takes longer than this, also
   * when nobody waits for it any more.
   */
  public Views within(Duration limit) {
    return new Views(database.withTimeout(limit.toMillis(), TimeUnit.MILLISECONDS), heads);
  }

  /** Who tells, within this process, that the views were written. */
  public Heads heads() {
    return heads;
  }

  /**
   * Makes the views ready for this program: those that an earlier one left in another form are
   * thrown away, so that they are made anew from the log, and the indexes are there.
   */
  public void prepare() {
    Document known = format.find(eq("_id", "views")).first();
    if (known == null || !Objects.equals(known.get("format"), FORMAT)) {
      for (MongoCollection<Document> each : List.of(minutes, series, history, parked)) {
        each.deleteMany(new Document());
      }
      ofMeetings().forEach(each -> each.deleteMany(new Document()));
      format.replaceOne(
          eq("_id", "views"),
          new Document("_id", "views").append("format", FORMAT),
          new ReplaceOptions().upsert(true));
    }
    createIndexes();
  }

  /** The collections that have a document for each meeting, beside the minutes. */
  private List<MongoCollection<Document>> ofMeetings() {
    return List.of(actions, counts, decisions, packages);
  }

  /** The collections that have a document for each stream. */
  public List<MongoCollection<Document>> ofStreams() {
    return Stream.concat(Stream.of(minutes, series), ofMeetings().stream()).toList();
  }

  /** Makes the indexes that the queries need, where they are missing. */
  public void createIndexes() {
    minutes.createIndexes(
        List.of(
            new IndexModel(Indexes.ascending("series", "date")),
            new IndexModel(Indexes.ascending("peopleKeys"))));
    history.createIndexes(
        List.of(
            new IndexModel(Indexes.ascending("stream", "version")),
            new IndexModel(Indexes.ascending("stream", "entries", "version"))));
    actions.createIndexes(
        List.of(
            new IndexModel(Indexes.ascending("series")),
            new IndexModel(Indexes.ascending("items.ownerKeys")),
            new IndexModel(Indexes.ascending("items.tickets"))));
    counts.createIndexes(List.of(new IndexModel(Indexes.ascending("series", "date"))));
    decisions.createIndexes(List.of(new IndexModel(Indexes.ascending("series"))));
    packages.createIndexes(List.of(new IndexModel(Indexes.ascending("series", "date"))));
  }

  /** Whether no event was ever projected. */
  public boolean isEmpty() {
    return minutes.find().limit(1).first() == null && series.find().limit(1).first() == null;
  }

  public MongoCollection<Document> minutesDocuments() {
    return minutes;
  }

  public MongoCollection<Document> seriesDocuments() {
    return series;
  }

  public MongoCollection<Document> historyDocuments() {
    return history;
  }

  public MongoCollection<Document> actionsDocuments() {
    return actions;
  }

  public MongoCollection<Document> countsDocuments() {
    return counts;
  }

  public MongoCollection<Document> decisionsDocuments() {
    return decisions;
  }

  public MongoCollection<Document> packagesDocuments() {
    return packages;
  }

  public MinutesView minutes() {
    return new MinutesView(minutes);
  }

  public SeriesView series() {
    return new SeriesView(series);
  }

  public HistoryView history() {
    return new HistoryView(history);
  }

  public ActionsView actions() {
    return new ActionsView(actions);
  }

  public CountsView counts() {
    return new CountsView(counts);
  }

  public DecisionsView decisions() {
    return new DecisionsView(decisions);
  }

  public PackagesView packages() {
    return new PackagesView(packages);
  }

  public ParkedStreams parked() {
    return new ParkedStreams(parked);
  }
}
