package io.minutebook.benchmark.corpus;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.minutebook.query.projection.ViewStore;
import io.minutebook.query.view.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.bson.Document;

/**
 * A database with the views of a corpus and nothing else: made once by the projection itself, in
 * large batches, and found again later.
 */
public final class FilledViews {

  private static final String MARK = "corpus";
  private static final int THREADS = 2;

  private final MongoDatabase database;
  private final Corpus corpus;

  public FilledViews(MongoDatabase database, Corpus corpus) {
    this.database = database;
    this.corpus = corpus;
  }

  /**
   * Fills the database, unless it is full already.
   *
   * @param progress is told after each series how many meetings there are
   */
  public void fill(LongConsumer progress) throws InterruptedException {
    if (isFull()) {
      return;
    }
    database.drop();
    Views views = Views.of(database);
    views.prepare();
    AtomicInteger next = new AtomicInteger();
    AtomicLong done = new AtomicLong();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Feed feed = new Feed(ViewStore.of(views), i);
        all.add(
            threads.submit(
                () -> {
                  for (int series = next.getAndIncrement();
                      series < corpus.series();
                      series = next.getAndIncrement()) {
                    feed.apply(corpus.commits(series));
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
    check(views);
    marks().replaceOne(Filters.eq("_id", MARK), mark(), new ReplaceOptions().upsert(true));
  }

  /** A program whose views have another form has thrown away what was there. */
  private boolean isFull() {
    if (marks().countDocuments(mark()) == 0) {
      return false;
    }
    Views views = Views.of(database);
    views.prepare();
    return views.minutesDocuments().estimatedDocumentCount() == corpus.meetings();
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
    return database.getCollection(MARK);
  }

  private Document mark() {
    return new Document("_id", MARK)
        .append("seed", corpus.seed())
        .append("meetings", corpus.meetings())
        .append("events", corpus.events());
  }
}
