package io.minutebook.query.projection;

import static com.mongodb.client.model.bulk.ClientNamespacedWriteModel.insertOne;
import static com.mongodb.client.model.bulk.ClientNamespacedWriteModel.replaceOne;
import static com.mongodb.client.model.bulk.ClientNamespacedWriteModel.updateOne;
import static com.mongodb.client.model.bulk.ClientReplaceOneOptions.clientReplaceOneOptions;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoNamespace;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.client.model.bulk.ClientNamespacedWriteModel;
import com.mongodb.client.model.bulk.ClientReplaceOneOptions;
import io.minutebook.event.MeetingId;
import io.minutebook.query.projection.StreamState.Ended;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.projection.StreamState.OfSeries;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.EntryVersion;
import io.minutebook.query.view.Generation;
import io.minutebook.query.view.HeadsListener;
import io.minutebook.query.view.ParkedStreams.Parked;
import io.minutebook.query.view.SideBySide;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.StoredSeries;
import io.minutebook.query.view.Views;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;

/** The views in MongoDB. A document is replaced by compare-and-set on its version. */
final class MongoViewStore implements ViewStore {

  /**
   * The documents of more changes are written faster by two requests side by side, as was measured
   * on two processors (decision 31).
   */
  static final int MOST_IN_ONE_REQUEST = 100;

  private static final int DUPLICATE_KEY = 11000;
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
  private static final ClientReplaceOneOptions UPSERT_IN_ONE =
      clientReplaceOneOptions().upsert(true);
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  private final Views views;
  private final boolean onlyOwn;
  private final HeadsListener listener;

  MongoViewStore(Views views) {
    this(views, HeadsListener.NONE);
  }

  /**
   * @param listener is told of the heads once they are written
   */
  MongoViewStore(Views views, HeadsListener listener) {
    this(views, false, listener);
  }

  private MongoViewStore(Views views, boolean onlyOwn, HeadsListener listener) {
    this.views = views.current();
    this.onlyOwn = onlyOwn;
    this.listener = listener;
  }

  /** Writes only what the generation makes itself, and leaves alone what it has taken over. */
  static MongoViewStore ofOwn(Views views, HeadsListener listener) {
    return new MongoViewStore(views, true, listener);
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
        OfSeries state =
            new OfSeries(stored.id(), stored.version(), stored.series(), stored.trail());
        loaded.put(stored.stream(), new Placed(state, stored.place()));
      }
    }
    if (!loaded.isEmpty()) {
      awaitDurable(loaded.keySet().iterator().next());
    }
    return loaded;
  }

  /** A write that changes nothing waits, by its concern, for all that was written before it. */
  private void awaitDurable(String stream) {
    MongoCollection<Document> heads =
        MeetingId.isStream(stream) ? views.minutesDocuments() : views.seriesDocuments();
    heads.updateOne(byId(stream), Updates.unset("none"));
  }

  /**
   * A small batch in one request where the server has such, and otherwise in several. The one stops
   * in the middle at what is there already or cannot be written; the others may be repeated, and
   * then do the rest.
   */
  @Override
  public void write(List<Change> changes, List<Listed> lists) {
    boolean written =
        !onlyOwn
            && changes.size() <= MOST_IN_ONE_REQUEST
            && views
                .ordered()
                .map(ordered -> ordered.write(inOneRequest(changes, lists)))
                .orElse(false);
    if (written) {
      tell(lists.stream().map(Listed::upTo).toList());
    } else {
      writeApart(changes, lists);
    }
  }

  /** In the order in which they are to be carried out. */
  List<ClientNamespacedWriteModel> inOneRequest(List<Change> changes, List<Listed> lists) {
    MongoNamespace history = views.historyDocuments().getNamespace();
    MongoNamespace entries = views.entryDocuments().getNamespace();
    List<ClientNamespacedWriteModel> sent = new ArrayList<>();
    changes.forEach(change -> sent.add(insertOne(history, change.toDocument())));
    begun(lists).forEach(version -> sent.add(insertOne(entries, version.toDocument())));
    ended(lists).forEach(each -> sent.add(updateOne(entries, byId(each.id()), end(each))));
    for (Listed each : lists) {
      Document head = document(each.upTo());
      sent.add(replaceOne(heads(each.upTo()).getNamespace(), notNewer(head), head, UPSERT_IN_ONE));
    }
    return sent;
  }

  /** The histories and the lists side by side: each waits for its journal, and little else. */
  private void writeApart(List<Change> changes, List<Listed> lists) {
    try (SideBySide writing = new SideBySide()) {
      Supplier<Boolean> history =
          writing.begin(
              () -> {
                addHistory(changes);
                return true;
              });
      writeEntries(lists);
      var _ = history.get(); // throws what went wrong with it
    }
    replaceHeads(lists.stream().map(Listed::upTo).toList());
  }

  private boolean writes(MongoCollection<Document> collection) {
    return !onlyOwn || views.isOwn(collection);
  }

  @Override
  public void addHistory(List<Change> changes) {
    List<WriteModel<Document>> inserts = new ArrayList<>();
    changes.forEach(change -> inserts.add(new InsertOneModel<>(change.toDocument())));
    if (writes(views.historyDocuments())) {
      write(views.historyDocuments(), inserts);
    }
  }

  @Override
  public void writeEntries(List<Listed> lists) {
    if (!writes(views.entryDocuments())) {
      return;
    }
    List<EntryVersion> begun = begun(lists);
    List<WriteModel<Document>> sent = new ArrayList<>();
    begun.forEach(version -> sent.add(new InsertOneModel<>(version.toDocument())));
    ended(lists).forEach(each -> sent.add(ending(each)));
    // one that is there stays, and is ended if this one is
    List<WriteModel<Document>> late = new ArrayList<>();
    for (int known : write(views.entryDocuments(), sent)) {
      EntryVersion version = begun.get(known);
      if (version.to() != null) {
        late.add(ending(new Ended(version.id(), version.to())));
      }
    }
    write(views.entryDocuments(), late);
  }

  /** Written before those that end: who reads in between finds an entry twice, never not at all. */
  private static List<EntryVersion> begun(List<Listed> lists) {
    return lists.stream().flatMap(list -> list.changes().begun().stream()).toList();
  }

  private static List<Ended> ended(List<Listed> lists) {
    return lists.stream().flatMap(list -> list.changes().ended().stream()).toList();
  }

  private static WriteModel<Document> ending(Ended ended) {
    return new UpdateOneModel<>(byId(ended.id()), end(ended));
  }

  private static Document end(Ended ended) {
    return new Document("$set", EntryVersion.end(ended.end()));
  }

  @Override
  public void replaceHeads(List<Placed> states) {
    for (MongoCollection<Document> each : views.ofStreams()) {
      List<WriteModel<Document>> replacements = new ArrayList<>();
      for (Placed placed : states) {
        if (heads(placed).equals(each)) {
          Document head = document(placed);
          replacements.add(new ReplaceOneModel<>(notNewer(head), head, UPSERT));
        }
      }
      write(each, replacements);
    }
    tell(states);
  }

  private MongoCollection<Document> heads(Placed placed) {
    return switch (placed.state()) {
      case OfMeeting _ -> views.minutesDocuments();
      case OfSeries _ -> views.seriesDocuments();
    };
  }

  private static Document document(Placed placed) {
    return switch (placed.state()) {
      case OfMeeting meeting -> meeting.stored(placed.place()).toDocument();
      case OfSeries series -> series.stored(placed.place()).toDocument();
    };
  }

  /** The stored document unless that is newer; then the upsert meets its own id. */
  private static Document notNewer(Document head) {
    // written flat, not as an $and: the embedded server finds the id's index only so
    return byId(head.getString("_id"))
        .append("version", new Document("$lte", head.getLong("version")));
  }

  private static Document byId(String id) {
    return new Document("_id", id);
  }

  private void tell(List<Placed> states) {
    listener.moved(
        states.stream()
            .map(
                placed -> new HeadsListener.Head(placed.state().stream(), placed.state().version()))
            .toList());
    Generation generation = views.generation();
    states.forEach(
        placed ->
            views
                .arrivals()
                .written(generation, placed.state().stream(), placed.state().version()));
  }

  /**
   * Writes what is not there yet, or is there in an older version.
   *
   * @return which of the writes met a document that is there
   */
  private static List<Integer> write(
      MongoCollection<Document> collection, List<WriteModel<Document>> writes) {
    if (writes.isEmpty()) {
      return List.of();
    }
    try {
      collection.bulkWrite(writes, UNORDERED);
      return List.of();
    } catch (MongoBulkWriteException e) {
      boolean onlyKnown =
          e.getWriteConcernError() == null
              && e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
      if (!onlyKnown) {
        throw e;
      }
      return e.getWriteErrors().stream().map(BulkWriteError::getIndex).toList();
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

  @Override
  public List<Parked> askedFor() {
    return views.parked().askedFor();
  }

  @Override
  public void retried(String stream) {
    views.parked().retried(stream);
  }
}
