package io.minutebook.query.projection;

import static io.minutebook.query.testing.Sample.action;
import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.bulk.ClientNamespacedWriteModel;
import io.minutebook.event.Event;
import io.minutebook.event.MeetingEvent;
import io.minutebook.log.Commit;
import io.minutebook.query.testing.Requests;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.HeadsListener;
import io.minutebook.query.view.LogPlace;
import io.minutebook.query.view.ParkedStreams.Parked;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
class RealEngineProjectionTest extends ProjectionContract {

  private static final String FOURTH = stream("2020-05-04");
  private static final String FIFTH = stream("2020-05-05");

  private final Requests requests = new Requests();

  @Override
  TestMongo open() {
    return TestMongo.realEngine(requests);
  }

  private List<String> sent() {
    return requests.all().stream().map(BsonDocument::getFirstKey).toList();
  }

  private Projector projector() {
    return new Projector(new MongoViewStore(views), Clock.systemUTC());
  }

  private static Delivery at(long offset, Commit commit) {
    return new Delivery.Whole(commit, new LogPlace(0, offset));
  }

  /** A series, and a meeting of which an action is worded anew, in two batches. */
  private List<List<Delivery>> batches() {
    return List.of(
        List.of(
            at(0, log.commit(Sample.SERIES.stream(), Sample.series())),
            at(
                1,
                log.commit(
                    FOURTH,
                    scheduled("2020-05-04"),
                    section(2, 1, "Crew"),
                    action(3, 2, null, "Oil the stairs")))),
        List.of(
            at(
                4,
                log.commit(
                    FOURTH, new MeetingEvent.EntryReworded(Sample.id(3), "Oil the door", null))),
            at(5, log.commit(FIFTH, scheduled("2020-05-05")))));
  }

  @Test
  void writes_a_small_batch_in_one_request_histories_first_and_heads_last() {
    List<List<Delivery>> batches = batches();
    Projector projector = projector();
    projector.apply(batches.getFirst());
    requests.clear();
    projector.apply(batches.getLast());

    assertThat(sent()).containsExactly("find", "bulkWrite");
    assertThat(writtenTo(requests.all().getLast()))
        .containsExactly(
            "view_history", // the action is worded anew
            "view_history",
            "view_entries",
            "view_entries",
            "view_entries", // its first wording ends
            "view_minutes",
            "view_minutes");
  }

  /** The collections that a request writes to, in the order of its writes. */
  private static List<String> writtenTo(BsonDocument request) {
    List<String> names = new ArrayList<>();
    for (BsonValue each : request.getArray("nsInfo")) {
      String namespace = each.asDocument().getString("ns").getValue();
      names.add(namespace.substring(namespace.lastIndexOf('.') + 1));
    }
    return request.getArray("ops").stream()
        .map(op -> names.get(op.asDocument().values().iterator().next().asInt32().getValue()))
        .toList();
  }

  @Test
  void writes_a_large_batch_in_several() {
    Event[] actions =
        IntStream.rangeClosed(3, 2 + MongoViewStore.MOST_IN_ONE_REQUEST)
            .mapToObj(number -> action(number, 2, null, "Oil the stairs"))
            .toArray(Event[]::new);
    projector()
        .apply(
            List.of(
                at(0, log.commit(FOURTH, scheduled("2020-05-04"), section(2, 1, "Crew"))),
                at(2, log.commit(FOURTH, actions))));

    assertThat(sent()).contains("insert", "update").doesNotContain("bulkWrite");
    assertThat(views.minutes().versionOf(FOURTH)).hasValue(actions.length + 1);
  }

  @Test
  void comes_to_the_same_wherever_a_request_was_cut_off() {
    List<List<Delivery>> batches = batches();
    Projector undisturbed = projector();
    batches.forEach(undisturbed::apply);
    Map<String, List<Document>> expected = everything();
    int writes = Integer.MAX_VALUE;
    for (int kept = 0; kept <= writes; kept++) {
      clear();
      projector().apply(batches.getFirst());
      writes = writeSome(batches.getLast(), kept);
      projector().apply(batches.getLast());

      assertThat(everything()).as("the first %d writes were kept", kept).isEqualTo(expected);
    }
    assertThat(writes).isEqualTo(7);
  }

  /** Carries out the first writes of a batch; how many it has. */
  private int writeSome(List<Delivery> batch, int kept) {
    MongoViewStore store = new MongoViewStore(views);
    List<ClientNamespacedWriteModel> all = new ArrayList<>();
    new Projector(
            new Listening(
                store, (changes, lists) -> all.addAll(store.inOneRequest(changes, lists))),
            Clock.systemUTC())
        .apply(batch);
    if (kept > 0) {
      assertThat(views.ordered().orElseThrow().write(all.subList(0, kept))).isTrue();
    }
    return all.size();
  }

  private List<MongoCollection<Document>> collections() {
    return List.of(
        views.historyDocuments(),
        views.entryDocuments(),
        views.minutesDocuments(),
        views.seriesDocuments());
  }

  private void clear() {
    collections().forEach(each -> each.deleteMany(new Document()));
  }

  private Map<String, List<Document>> everything() {
    Map<String, List<Document>> documents = new TreeMap<>();
    for (MongoCollection<Document> each : collections()) {
      documents.put(
          each.getNamespace().getCollectionName(),
          each.find().sort(new Document("_id", 1)).into(new ArrayList<>()));
    }
    return documents;
  }

  @Test
  void takes_no_head_back_in_one_request_either() {
    Commit first = log.commit(FOURTH, scheduled("2020-05-04"));
    Commit second = log.commit(FOURTH, section(2, 1, "Crew"));
    Projector late = projector();
    late.apply(List.of(at(0, first)));
    views.minutesDocuments().updateOne(Filters.eq("_id", FOURTH), Updates.set("version", 9L));
    requests.clear();
    late.apply(List.of(at(1, second)));

    assertThat(sent().getFirst()).isEqualTo("bulkWrite");
    assertThat(views.minutes().versionOf(FOURTH)).hasValue(9);
  }

  @Test
  void writes_and_tells_of_all_streams_of_a_batch_one_of_which_is_further_already() {
    List<HeadsListener.Head> told = new ArrayList<>();
    Commit first = log.commit(FOURTH, scheduled("2020-05-04"));
    Commit second = log.commit(FOURTH, section(2, 1, "Crew"));
    Commit other = log.commit(FIFTH, scheduled("2020-05-05"));
    Projector late = new Projector(new MongoViewStore(views, told::addAll), Clock.systemUTC());
    late.apply(List.of(at(0, first)));
    views.minutesDocuments().updateOne(Filters.eq("_id", FOURTH), Updates.set("version", 9L));
    told.clear();
    requests.clear();
    late.apply(List.of(at(1, second), at(2, other)));

    assertThat(sent()).startsWith("find", "bulkWrite").contains("insert", "update");
    assertThat(views.minutes().versionOf(FOURTH)).hasValue(9);
    assertThat(views.minutes().find(meeting("2020-05-05"))).isPresent();
    assertThat(views.historyDocuments().countDocuments()).isEqualTo(3);
    assertThat(views.entryDocuments().countDocuments(Filters.eq("stream", FIFTH))).isPositive();
    assertThat(told)
        .containsExactlyInAnyOrder(
            new HeadsListener.Head(FOURTH, 1), new HeadsListener.Head(FIFTH, 0));
  }

  /** Reads from a store, and hands on what was to be written. */
  private record Listening(ViewStore store, BiConsumer<List<Change>, List<Listed>> written)
      implements ViewStore {

    @Override
    public void write(List<Change> changes, List<Listed> lists) {
      written.accept(changes, lists);
    }

    @Override
    public boolean isEmpty() {
      return store.isEmpty();
    }

    @Override
    public Map<String, Placed> load(List<String> streams) {
      return store.load(streams);
    }

    @Override
    public void addHistory(List<Change> changes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void writeEntries(List<Listed> lists) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void replaceHeads(List<Placed> states) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Parked> parked() {
      return store.parked();
    }

    @Override
    public void park(Parked stream) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void resume(String stream) {
      throw new UnsupportedOperationException();
    }
  }
}
