package io.minutebook.benchmark.corpus;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.minutebook.query.projection.ViewStore;
import io.minutebook.query.view.NotReady;
import io.minutebook.query.view.Views;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database with the views of a corpus and nothing else: made by the projection itself, a series
 * at a time, and found again later. If filling was broken off, it goes on where it was.
 */
public final class FilledViews {

  private static final Logger LOG = LoggerFactory.getLogger(FilledViews.class);
  private static final int INDEX_NOT_FOUND = 27;
  private static final String KEPT = "minutebook_queries_";
  private static final String MARKS = "corpus";
  private static final String CORPUS = "corpus";
  private static final String SERIES = "series";
  private static final int THREADS = 2;

  private final MongoDatabase database;
  private final Corpus corpus;

  public FilledViews(MongoDatabase database, Corpus corpus) {
    this.database = database;
    this.corpus = corpus;
  }

  /** Where the views of a corpus of this size are kept for benchmarks to come. */
  public static MongoDatabase kept(MongoClient client, Corpus corpus) {
    return client.getDatabase(KEPT + corpus.meetings());
  }

  /**
   * Fills the database with what it has not got yet.
   *
   * @param progress is told after each series how many meetings there are, by one thread at a time
   */
  public void fill(LongConsumer progress) throws InterruptedException {
    if (!isBegun()) {
      database.drop();
      marks().insertOne(corpusMark());
    }
    Views views = Views.of(database);
    views.prepare();
    Set<Integer> there = new HashSet<>();
    marks().find(Filters.exists(SERIES)).forEach(mark -> there.add(mark.getInteger(SERIES)));
    Queue<Integer> missing = new ConcurrentLinkedQueue<>();
    for (int series = 0; series < corpus.series(); series++) {
      if (!there.contains(series)) {
        missing.add(series);
      }
    }
    if (!missing.isEmpty()) {
      // of all documents at once indexes are made in a fraction of the time
      List.of(views.minutesDocuments(), views.historyDocuments(), views.entryDocuments())
          .forEach(FilledViews::dropIndexes);
      fill(missing, views, progress);
      views.current().createIndexes();
    }
    check(views);
  }

  /** Not where there is another corpus, or views are of a form that this program cannot read. */
  private boolean isBegun() {
    try {
      return marks().countDocuments(corpusMark()) == 1 && !Views.of(database).isEmpty();
    } catch (NotReady e) {
      return false;
    }
  }

  private static void dropIndexes(MongoCollection<?> collection) {
    try {
      collection.dropIndexes();
    } catch (MongoCommandException e) {
      if (e.getErrorCode() != INDEX_NOT_FOUND) {
        throw e;
      }
      LOG.debug("There are none, as on the embedded server", e);
    }
  }

  private void fill(Queue<Integer> missing, Views views, LongConsumer progress)
      throws InterruptedException {
    AtomicLong done =
        new AtomicLong(corpus.meetings() - missing.stream().mapToLong(corpus::meetingsOf).sum());
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Feed feed = new Feed(ViewStore.of(views), i);
        all.add(
            threads.submit(
                () -> {
                  for (Integer series = missing.poll(); series != null; series = missing.poll()) {
                    feed.apply(corpus.commits(series));
                    marks()
                        .insertOne(new Document("_id", "series-" + series).append(SERIES, series));
                    synchronized (done) {
                      progress.accept(done.addAndGet(corpus.meetingsOf(series)));
                    }
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the views could not be filled", e.getCause());
    }
  }

  private void check(Views views) {
    long meetings = views.minutesDocuments().estimatedDocumentCount();
    if (meetings != corpus.meetings() || !views.parked().all().isEmpty()) {
      throw new IllegalStateException(
          "of %,d meetings the views have %,d; not followed: %s"
              .formatted(corpus.meetings(), meetings, views.parked().all()));
    }
  }

  private MongoCollection<Document> marks() {
    return database.getCollection(MARKS);
  }

  private Document corpusMark() {
    return new Document("_id", CORPUS)
        .append("seed", corpus.seed())
        .append("meetings", corpus.meetings())
        .append("events", corpus.events());
  }
}
