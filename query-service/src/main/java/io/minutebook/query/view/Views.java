package io.minutebook.query.view;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import java.util.List;
import org.bson.Document;

/**
 * The collections of the views. Writes to them are majority and journalled: a view that was written
 * stays written, because the position in the log is kept elsewhere.
 */
public final class Views {

  private final MongoCollection<Document> minutes;
  private final MongoCollection<Document> series;
  private final MongoCollection<Document> history;
  private final MongoCollection<Document> actions;
  private final MongoCollection<Document> counts;
  private final MongoCollection<Document> parked;

  private Views(MongoDatabase database) {
    minutes = database.getCollection("view_minutes");
    series = database.getCollection("view_series");
    history = database.getCollection("view_history");
    actions = database.getCollection("view_actions");
    counts = database.getCollection("view_counts");
    parked = database.getCollection("view_parked");
  }

  /** The views of a database, whether or not there is anything in them yet. */
  public static Views of(MongoDatabase database) {
    return new Views(database.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)));
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

  public ParkedStreams parked() {
    return new ParkedStreams(parked);
  }
}
