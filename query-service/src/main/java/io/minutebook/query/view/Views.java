package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import java.util.List;
import java.util.Objects;
import org.bson.Document;

/**
 * The collections of the views. Writes to them are majority and journalled: a view that was written
 * stays written, because the position in the log is kept elsewhere.
 */
public final class Views {

  /** The number of the form that the documents have; another one with every change of it. */
  private static final int FORMAT = 3;

  private final MongoCollection<Document> minutes;
  private final MongoCollection<Document> series;
  private final MongoCollection<Document> history;
  private final MongoCollection<Document> entries;
  private final MongoCollection<Document> parked;
  private final MongoCollection<Document> format;

  private Views(MongoDatabase database) {
    minutes = database.getCollection("view_minutes");
    series = database.getCollection("view_series");
    history = database.getCollection("view_history");
    entries = database.getCollection("view_entries");
    parked = database.getCollection("view_parked");
    format = database.getCollection("view_format");
  }

  /** The views of a database, whether or not there is anything in them yet. */
  public static Views of(MongoDatabase database) {
    WriteConcern given = database.getWriteConcern();
    return new Views(
        database.withWriteConcern(
            (given.getWObject() == null ? WriteConcern.MAJORITY : given).withJournal(true)));
  }

  /**
   * Makes the views ready for this program: those that an earlier one left in another form are
   * thrown away, so that they are made anew from the log, and the indexes are there.
   */
  public void prepare() {
    Document known = format.find(eq("_id", "views")).first();
    if (known == null || !Objects.equals(known.get("format"), FORMAT)) {
      for (MongoCollection<Document> each : List.of(minutes, series, history, entries, parked)) {
        each.deleteMany(new Document());
      }
      format.replaceOne(
          eq("_id", "views"),
          new Document("_id", "views").append("format", FORMAT),
          new ReplaceOptions().upsert(true));
    }
    createIndexes();
  }

  /** The collections that have a document for each stream. */
  public List<MongoCollection<Document>> ofStreams() {
    return List.of(minutes, series);
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
    entries.createIndexes(EntriesView.indexes());
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

  public MongoCollection<Document> entryDocuments() {
    return entries;
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
    return new ActionsView(new EntriesView(entries));
  }

  public AttendanceView attendance() {
    return new AttendanceView(new EntriesView(entries));
  }

  public DutyView duty() {
    return new DutyView(new EntriesView(entries), series());
  }

  public ReleasesView releases() {
    return new ReleasesView(new EntriesView(entries));
  }

  public TicketsView tickets() {
    return new TicketsView(new EntriesView(entries));
  }

  public SearchView search() {
    return new SearchView(new EntriesView(entries));
  }

  public PeopleView people() {
    return new PeopleView(new EntriesView(entries));
  }

  public CountsView counts() {
    return new CountsView(new EntriesView(entries));
  }

  public DecisionsView decisions() {
    return new DecisionsView(new EntriesView(entries));
  }

  public PackagesView packages() {
    return new PackagesView(new EntriesView(entries));
  }

  public ParkedStreams parked() {
    return new ParkedStreams(parked);
  }
}
