package io.minutebook.query.view;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The collections of the views, of one generation or of the one that answers. Writes to them are
 * majority and journalled: a view that was written stays written, because the position in the log
 * is kept elsewhere.
 */
public final class Views {

  /** The number of the form that the documents have; another one with every change of it. */
  public static final int FORMAT = 9;

  private final MongoCollection<Document> minutes;
  private final MongoCollection<Document> series;
  private final MongoCollection<Document> history;
  private final MongoCollection<Document> entries;
  private final MongoCollection<Document> parked;

  private final MongoDatabase database;
  private final Generations generations;
  private final Arrivals arrivals;

  /** Null: every write is to one collection. */
  private final @Nullable OrderedWrites ordered;

  /** Of which generation all of this is; null: of whichever answers at the moment. */
  private final @Nullable Generation generation;

  private final Map<String, MongoCollection<Document>> byName = new LinkedHashMap<>();
  private volatile @Nullable Views latest;

  private Views(
      MongoDatabase database,
      Generations generations,
      Arrivals arrivals,
      @Nullable OrderedWrites ordered,
      @Nullable Generation generation) {
    this.database = database;
    this.generations = generations;
    this.arrivals = arrivals;
    this.ordered = ordered;
    this.generation = generation;
    minutes = collection("minutes");
    series = collection("series");
    history = collection("history");
    entries = collection("entries");
    parked = collection("parked");
  }

  private MongoCollection<Document> collection(String view) {
    Generation mine = generation;
    MongoCollection<Document> collection =
        mine == null
            ? CurrentCollection.of(() -> current().named(view))
            : database.getCollection(mine.collection(view));
    byName.put(view, collection);
    return collection;
  }

  private MongoCollection<Document> named(String view) {
    return Objects.requireNonNull(byName.get(view));
  }

  /**
   * The views of a database, whether or not there is anything in them yet: always those of the
   * generation that answers at the moment. Whatever they are asked throws {@link NotReady} while
   * this program cannot read that.
   */
  public static Views of(MongoDatabase database) {
    MongoDatabase safe = safe(database);
    return new Views(safe, new Generations(safe), new Arrivals(), null, null);
  }

  /**
   * The same for those who write them, which goes in one request to a server that can do so.
   *
   * @param database its name
   */
  public static Views of(MongoClient client, String database) {
    MongoDatabase safe = safe(client.getDatabase(database));
    OrderedWrites ordered = new OrderedWrites(client, safe.getWriteConcern());
    return new Views(safe, new Generations(safe), new Arrivals(), ordered, null);
  }

  private static MongoDatabase safe(MongoDatabase database) {
    WriteConcern given = database.getWriteConcern();
    return database.withWriteConcern(
        (given.getWObject() == null ? WriteConcern.MAJORITY : given).withJournal(true));
  }

  /**
   * The same views for those who read them, over connections of their own: the server gives up what
   * takes longer than this, also when nobody waits for it any more.
   *
   * @param readers another way to the same database
   */
  public Views within(MongoDatabase readers, Duration limit) {
    MongoDatabase limited = safe(readers).withTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    return new Views(limited, new Generations(limited), arrivals, null, generation);
  }

  /** Who tells, within this process, that views were written. */
  public Arrivals arrivals() {
    return arrivals;
  }

  /** What several collections are written with in one request; none if the server has no such. */
  public Optional<OrderedWrites> ordered() {
    return Optional.ofNullable(ordered).filter(OrderedWrites::isKnown);
  }

  /** Which generation answers, and which one is being built. */
  public Generations generations() {
    return generations;
  }

  /** The views of one generation and no other. */
  public Views in(Generation one) {
    return new Views(database, generations, arrivals, ordered, one);
  }

  /** The views of the generation that answers now, also when another one does. */
  public Views current() {
    if (generation != null) {
      return this;
    }
    Generation now = generations.current();
    Views known = latest;
    if (known == null || !now.equals(known.generation)) {
      known = in(now);
      latest = known;
    }
    return known;
  }

  /** The generation that all of this is of; that which answers now, if it is not of one alone. */
  public Generation generation() {
    return generation == null ? generations.current() : generation;
  }

  /** How rebuilds went. */
  public RebuildRecords rebuilds() {
    return new RebuildRecords(database.getCollection("view_rebuilds"));
  }

  /** The names of the views that can be made anew, each alone. */
  public List<String> names() {
    return byName.keySet().stream().filter(name -> !name.equals("parked")).toList();
  }

  /**
   * The views that are taken over when one is made anew. The streams' heads never are: by them it
   * is known how far a generation was made.
   */
  public List<String> namesBeside(String view) {
    return names().stream()
        .filter(name -> !name.equals(view) && !named(name).equals(minutes))
        .filter(name -> !named(name).equals(series))
        .toList();
  }

  /** Whether a collection is one that this generation has made itself. */
  public boolean isOwn(MongoCollection<Document> collection) {
    Generation mine = generation();
    return byName.entrySet().stream()
        .anyMatch(
            each ->
                each.getValue().equals(collection) && mine.maker(each.getKey()) == mine.number());
  }

  /** By stream, up to which version these views have it. */
  public Map<String, Long> heads() {
    Map<String, Long> heads = new HashMap<>();
    for (MongoCollection<Document> each : List.of(minutes, series)) {
      for (Document document : each.find().projection(new Document("version", 1))) {
        heads.put(document.getString("_id"), document.get("version", Number.class).longValue());
      }
    }
    return heads;
  }

  /**
   * Makes the views ready for this program. Those that an earlier one left in another form stay as
   * they are, and are {@link NotReady}: they have to be made anew beside it.
   */
  public void prepare() {
    generations.prepare(in(Generation.FIRST).isEmpty());
    if (generations.standing().format() == FORMAT) {
      current().createIndexes();
    }
  }

  /** The collections that have a document for each stream. */
  public List<MongoCollection<Document>> ofStreams() {
    return List.of(minutes, series);
  }

  /** Makes the indexes that the queries need, where they are missing. */
  public void createIndexes() {
    minutes.createIndexes(
        List.of(
            new IndexModel(MeetingsView.HEADS),
            new IndexModel(MeetingsView.BY_DAY),
            new IndexModel(MeetingsView.BY_STATUS),
            new IndexModel(MeetingsView.BEGUN),
            new IndexModel(MeetingsView.BEGUN_OCCURRED),
            new IndexModel(MeetingsView.BY_PEOPLE)));
    history.createIndexes(
        List.of(
            new IndexModel(Indexes.ascending("stream", "version")),
            new IndexModel(Indexes.ascending("stream", "entries", "version")),
            new IndexModel(Indexes.ascending("at", "stream", "version")),
            new IndexModel(Indexes.ascending("series", "at", "stream", "version")),
            new IndexModel(Indexes.ascending("series", "occurredUpTo", "stream")),
            new IndexModel(Indexes.ascending("people", "at", "stream", "version")),
            new IndexModel(Indexes.ascending("command", "at", "stream", "version")),
            // what was not imported has no such field, and costs nothing here
            new IndexModel(Indexes.ascending("occurredAt"), new IndexOptions().sparse(true)),
            new IndexModel(
                Indexes.ascending("roots", "at", "stream", "version"),
                new IndexOptions().sparse(true))));
    entries.createIndexes(EntriesView.indexes());
    series.createIndexes(SeriesView.indexes());
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

  public MeetingsView meetings() {
    return new MeetingsView(minutes, new EntriesView(entries));
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
    return new DutyView(new EntriesView(entries));
  }

  public ReleasesView releases() {
    return new ReleasesView(new EntriesView(entries));
  }

  public ReleaseCountsView releaseCounts() {
    return new ReleaseCountsView(new EntriesView(entries));
  }

  public TicketTrail ticket(Ticket ticket, @Nullable SeriesId inSeries, AsOf asOf) {
    return new TicketTrail(new EntriesView(entries), ticket, inSeries, asOf);
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

  /** What the minutes of a series say of single things. */
  public SeriesEntries of(SeriesId oneSeries, AsOf asOf) {
    return new SeriesEntries(new EntriesView(entries), oneSeries, asOf);
  }

  public ParkedStreams parked() {
    return new ParkedStreams(parked);
  }

  /** What the instances let each other know of; it is of no generation. */
  public Pulse pulse() {
    return new Pulse(database.getCollection("view_pulse"));
  }
}
