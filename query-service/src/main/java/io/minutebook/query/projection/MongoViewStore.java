package io.minutebook.query.projection;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.minutebook.event.MeetingId;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.projection.StreamState.OfSeries;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.ParkedStreams.Parked;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.StoredSeries;
import io.minutebook.query.view.Views;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** The views in MongoDB. A document is replaced by compare-and-set on its version. */
final class MongoViewStore implements ViewStore {

  private static final int DUPLICATE_KEY = 11000;
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  private final Views views;

  MongoViewStore(Views views) {
    this.views = views;
  }

  @Override
  public boolean isEmpty() {
    return views.isEmpty();
  }

  @Override
  public Map<String, Placed> load(List<String> streams) {
    Map<String, Placed> loaded = new HashMap<>();
    List<String> meetings = streams.stream().filter(MeetingId::isStream).toList();
    if (!meetings.isEmpty()) {
      for (StoredMinutes stored : views.minutes().find(meetings).values()) {
        OfMeeting state =
            new OfMeeting(stored.meeting(), stored.version(), stored.minutes(), stored.trail());
        loaded.put(stored.stream(), new Placed(state, stored.place()));
      }
    }
    List<String> series = streams.stream().filter(each -> !MeetingId.isStream(each)).toList();
    if (!series.isEmpty()) {
      for (StoredSeries stored : views.series().find(series).values()) {
        OfSeries state = new OfSeries(stored.id(), stored.version(), stored.series());
        loaded.put(stored.stream(), new Placed(state, stored.place()));
      }
    }
    return loaded;
  }

  @Override
  public void addHistory(List<Change> changes) {
    List<WriteModel<Document>> inserts = new ArrayList<>();
    changes.forEach(change -> inserts.add(new InsertOneModel<>(change.toDocument())));
    write(views.historyDocuments(), inserts);
  }

  @Override
  public void replaceLists(List<Placed> states) {
    replace(states, false);
  }

  @Override
  public void replaceHeads(List<Placed> states) {
    replace(states, true);
    states.forEach(placed -> views.heads().written(placed.state().stream()));
  }

  private void replace(List<Placed> states, boolean heads) {
    Map<MongoCollection<Document>, List<WriteModel<Document>>> writes = new LinkedHashMap<>();
    for (Placed placed : states) {
      for (ViewDocument each : ViewDocument.of(placed.state(), placed.place())) {
        if (each.head() == heads) {
          writes
              .computeIfAbsent(each.collection().apply(views), collection -> new ArrayList<>())
              .add(replacement(each.document()));
        }
      }
    }
    writes.forEach(MongoViewStore::write);
  }

  /** Replaces the stored document unless that is newer; then the upsert meets its own id. */
  private static WriteModel<Document> replacement(Document document) {
    // written flat, not as an $and: the embedded server finds the id's index only so
    Document notNewer =
        new Document("_id", document.get("_id"))
            .append("version", new Document("$lte", document.getLong("version")));
    return new ReplaceOneModel<>(notNewer, document, UPSERT);
  }

  /** Writes what is not there yet, or is there in an older version. */
  private static void write(
      MongoCollection<Document> collection, List<WriteModel<Document>> writes) {
    if (writes.isEmpty()) {
      return;
    }
    try {
      collection.bulkWrite(writes, UNORDERED);
    } catch (MongoBulkWriteException e) {
      boolean onlyKnown =
          e.getWriteConcernError() == null
              && e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
      if (!onlyKnown) {
        throw e;
      }
    }
  }

  @Override
  public List<Parked> parked() {
    return views.parked().all();
  }

  @Override
  public void park(Parked stream) {
    views.parked().park(stream);
  }

  @Override
  public void resume(String stream) {
    views.parked().resume(stream);
  }
}
