package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** How rebuilds went, for people; nothing is decided by it. */
public final class RebuildRecords {

  /** What became of a rebuild. */
  public enum State {
    /** Somebody will begin, or go on, within some seconds. */
    WAITING,
    RUNNING,
    /** Its generation answers, or has answered. */
    DONE,
    /** The views are as they were. */
    FAILED
  }

  /**
   * A rebuild.
   *
   * @param generation what is made
   * @param view the only view that is made anew; null: all
   * @param started when it was asked for
   * @param finished when it was over; null while it is not
   * @param done how many records of the log have been read
   * @param total how many there are, as far as is known
   * @param perSecond how many are read in a second
   * @param problem why it failed, or why it does not get on; null: no reason
   */
  public record Rebuild(
      int generation,
      @Nullable String view,
      State state,
      Instant started,
      @Nullable Instant finished,
      long done,
      long total,
      long perSecond,
      @Nullable String problem) {

    public static Rebuild requested(int generation, @Nullable String view, Instant now) {
      return new Rebuild(generation, view, State.WAITING, now, null, 0, 0, 0, null);
    }

    public Rebuild running(long read, long all, long rate) {
      return new Rebuild(generation, view, State.RUNNING, started, null, read, all, rate, null);
    }

    public Rebuild held(String why) {
      return new Rebuild(
          generation, view, State.WAITING, started, null, done, total, perSecond, why);
    }

    /** How it ended. One that is done has read all there was, whatever was noted on the way. */
    public Rebuild over(State how, Instant now, @Nullable String why) {
      long read = how == State.DONE ? total : done;
      return new Rebuild(generation, view, how, started, now, read, total, perSecond, why);
    }

    private Document toDocument() {
      Document document = new Document("_id", generation);
      document.append("view", view).append("state", state.name());
      document.append("started", Date.from(started));
      document.append("finished", finished == null ? null : Date.from(finished));
      document.append("done", done).append("total", total).append("perSecond", perSecond);
      return document.append("problem", problem);
    }

    private static Rebuild from(Document document) {
      Date finished = document.getDate("finished");
      return new Rebuild(
          document.getInteger("_id"),
          document.getString("view"),
          State.valueOf(document.getString("state")),
          document.getDate("started").toInstant(),
          finished == null ? null : finished.toInstant(),
          document.getLong("done"),
          document.getLong("total"),
          document.getLong("perSecond"),
          document.getString("problem"));
    }
  }

  private final MongoCollection<Document> documents;

  RebuildRecords(MongoCollection<Document> documents) {
    this.documents = documents;
  }

  public Optional<Rebuild> find(int generation) {
    return Optional.ofNullable(documents.find(eq("_id", generation)).first()).map(Rebuild::from);
  }

  public void note(Rebuild rebuild) {
    documents.replaceOne(
        eq("_id", rebuild.generation()), rebuild.toDocument(), new ReplaceOptions().upsert(true));
  }
}
