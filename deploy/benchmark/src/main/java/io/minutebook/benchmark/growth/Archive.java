package io.minutebook.benchmark.growth;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOptions;
import io.minutebook.benchmark.peer.CommitDocuments;
import io.minutebook.benchmark.peer.Minutebook;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.log.Commit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.bson.Document;

/**
 * A database that holds a given number of events, in valid short streams, and beside them one each
 * of the lengths whose loading is measured. It is filled once and found again later.
 */
final class Archive {

  /** The lengths of streams that are there to be loaded, in events. */
  static final List<Integer> LENGTHS = List.of(10, 100, 1_000, 10_000);

  private static final int SHORT = 50;
  private static final int BATCH = 5_000;
  private static final int SERIES = 100;
  private static final LocalDate FIRST_DAY = LocalDate.of(2001, 1, 1);
  private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);
  private static final String MARK = "archive";

  private final MongoDatabase database;
  private final long events;

  Archive(MongoDatabase database, long events) {
    this.database = database;
    this.events = events;
  }

  /** The stream of one of the {@link #LENGTHS}. */
  static MeetingId ofLength(int length) {
    return new MeetingId(new SeriesId("archive-long"), FIRST_DAY.plusDays(length), 1);
  }

  /**
   * Fills the database, unless it is full already.
   *
   * @param progress is told now and then how many events there are
   */
  void fill(LongConsumer progress) {
    MongoCollection<Document> marks = database.getCollection(MARK);
    if (marks.countDocuments(Filters.eq("events", events)) == 1) {
      return;
    }
    database.drop();
    MongoCollection<Document> commits = database.getCollection(Minutebook.COMMITS);
    CommitDocuments.index(commits);
    StreamMaker maker = new StreamMaker();
    List<Document> batch = new ArrayList<>();
    for (int length : LENGTHS) {
      add(maker.stream(ofLength(length), length), batch, commits);
    }
    long made = 0;
    for (int i = 0; made < events; i++) {
      int length = (int) Math.min(SHORT, events - made);
      made += length;
      add(maker.stream(shortOne(i), length), batch, commits);
      if (made % 100_000 < SHORT) {
        progress.accept(made);
      }
    }
    insert(batch, commits);
    marks.replaceOne(
        Filters.eq("_id", MARK),
        new Document("_id", MARK).append("events", events),
        new ReplaceOptions().upsert(true));
  }

  private static MeetingId shortOne(int number) {
    return new MeetingId(
        new SeriesId("archive-" + number % SERIES), FIRST_DAY.plusDays(number / SERIES), 1);
  }

  private static void add(
      List<Commit> stream, List<Document> batch, MongoCollection<Document> commits) {
    for (Commit commit : stream) {
      batch.add(CommitDocuments.of(commit, false));
    }
    if (batch.size() >= BATCH) {
      insert(batch, commits);
    }
  }

  private static void insert(List<Document> batch, MongoCollection<Document> commits) {
    if (!batch.isEmpty()) {
      commits.insertMany(batch, UNORDERED);
      batch.clear();
    }
  }

  /** Takes out a series and its meetings: what a run has added. */
  void remove(String series) {
    MongoCollection<Document> commits = database.getCollection(Minutebook.COMMITS);
    for (String prefix : List.of("meeting/" + series + "/", "series/" + series)) {
      commits.deleteMany(
          Filters.and(
              Filters.gte("_id.s", prefix), Filters.lt("_id.s", prefix + Character.MAX_VALUE)));
    }
  }
}
