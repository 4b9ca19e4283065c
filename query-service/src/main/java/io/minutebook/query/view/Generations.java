package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.minutebook.query.view.Standing.Building;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Which generation of the views answers. That, and who is building the next one, is one document
 * that changes by compare-and-set: nobody can swap in what was given up, or lost to another.
 */
public final class Generations {

  /** How old the knowledge may be by which a query is answered. */
  private static final Duration FRESH = Duration.ofMillis(500);

  /**
   * How old it may be while another thread asks. Where nobody asked for longer, all wait for the
   * answer: what is known may be of a generation that was replaced meanwhile.
   */
  private static final Duration RECENT = Duration.ofSeconds(1);

  /** How old it may be where the database does not say. */
  private static final Duration USABLE = Duration.ofSeconds(20);

  private static final String VIEWS = "views";
  private static final Set<String> OF_NO_GENERATION =
      Set.of("view_format", "view_pulse", "view_rebuilds");
  private static final FindOneAndUpdateOptions AFTER =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  private final MongoDatabase database;
  private final MongoCollection<Document> documents;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Known known;
  private volatile @Nullable Failure failure;

  /** What was found, and when by {@link System#nanoTime}. */
  private record Known(Standing standing, long at) {}

  /** That nothing was found, and when. */
  private record Failure(RuntimeException why, long at) {}

  Generations(MongoDatabase database) {
    this.database = database;
    this.documents = database.getCollection("view_format");
  }

  /**
   * The generation that answers now, as it was at most a second ago; if the database does not say,
   * at most twenty.
   *
   * @throws NotReady if this program cannot read it
   */
  public Generation current() {
    Standing standing = recent();
    if (standing.format() != Views.FORMAT) {
      throw new NotReady(standing.format());
    }
    return standing.current();
  }

  /**
   * One thread asks, and meanwhile the others go on with what was known a moment ago: a generation
   * that was replaced stays for a while.
   */
  private Standing recent() {
    Known last = known;
    if (last != null && isWithin(FRESH, last.at())) {
      return last.standing();
    }
    Standing usable = last != null && isWithin(USABLE, last.at()) ? last.standing() : null;
    if (last == null || !isWithin(RECENT, last.at())) {
      waitForTurn();
    } else if (!asking.tryLock()) {
      return last.standing();
    }
    try {
      Known meanwhile = known;
      if (meanwhile != null && isWithin(FRESH, meanwhile.at())) {
        return meanwhile.standing();
      }
      Failure failed = failure;
      if (failed != null && isWithin(FRESH, failed.at())) {
        // those who waited for this answer are not made to wait for one after the other
        if (usable != null) {
          return usable;
        }
        throw failed.why();
      }
      Standing standing = standing();
      known = new Known(standing, System.nanoTime());
      return standing;
    } catch (MongoInterruptedException e) {
      throw e; // that was about who asked, and not about the database
    } catch (RuntimeException e) {
      failure = new Failure(e, System.nanoTime());
      if (usable != null) {
        return usable;
      }
      throw e;
    } finally {
      asking.unlock();
    }
  }

  private void waitForTurn() {
    try {
      asking.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MongoInterruptedException("interrupted while waiting for the views' state", e);
    }
  }

  private static boolean isWithin(Duration time, long since) {
    return System.nanoTime() - since < time.toNanos();
  }

  /** How it stands now; the clock may be of earlier. */
  public Standing standing() {
    Document found = documents.find(eq("_id", VIEWS)).first();
    return found == null
        // nobody has prepared these views: what is there is taken for what this program makes
        ? new Standing(Views.FORMAT, Generation.FIRST, 0, Instant.EPOCH, Instant.EPOCH, null)
        : Standing.from(found);
  }

  /** How it stands now, and the server's clock. */
  public Standing observe() {
    Document found =
        documents.findOneAndUpdate(eq("_id", VIEWS), Updates.currentDate("asked"), AFTER);
    return found == null ? standing() : Standing.from(found);
  }

  /** Notes the form of the first generation, where nothing is noted yet. */
  void prepare(boolean empty) {
    Document first = Standing.generationDocument(Generation.FIRST).append("last", 0);
    if (documents.find(eq("_id", VIEWS)).first() == null) {
      // views without a number of their form are older than such numbers
      Document made = new Document("_id", VIEWS).append("format", empty ? Views.FORMAT : 0);
      made.putAll(first);
      try {
        documents.insertOne(made);
      } catch (MongoWriteException e) {
        if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
          throw e;
        }
      }
    }
    documents.updateOne(and(eq("_id", VIEWS), exists("last", false)), new Document("$set", first));
  }

  /**
   * Has a new generation be built, by whoever finds it first.
   *
   * @param view the only view to be made anew; null: all
   * @param others the views that are taken over in that case
   * @return its number; empty if one is being built already
   */
  public Optional<Integer> request(@Nullable String view, List<String> others) {
    Standing standing = standing();
    if (standing.building() != null) {
      return Optional.empty();
    }
    int number = standing.last() + 1;
    Generation generation = new Generation(number, standing.current().takenOver(others));
    Building building = new Building(generation, Views.FORMAT, view, "", 0, Instant.EPOCH);
    boolean begun =
        changed(
            and(
                eq("_id", VIEWS),
                eq("last", standing.last()),
                eq("generation", standing.current().number()),
                exists("building", false)),
            Updates.combine(
                Updates.set("last", number), Updates.set("building", building.toDocument())));
    return begun ? Optional.of(number) : Optional.empty();
  }

  /** Whether this holder builds from now on what was waiting. */
  public Optional<Building> take(Building waiting, String holder) {
    boolean taken =
        changed(
            and(
                eq("_id", VIEWS),
                eq("building.generation", waiting.generation().number()),
                eq("building.term", waiting.term()),
                // not by equality: a server's own clock may be finer than what it hands out
                lt("building.renewed", Date.from(waiting.renewed().plusMillis(1)))),
            Updates.combine(
                Updates.set("building.holder", holder),
                Updates.set("building.term", waiting.term() + 1),
                Updates.currentDate("building.renewed")));
    return taken
        ? Optional.of(
            new Building(
                waiting.generation(),
                waiting.format(),
                waiting.view(),
                holder,
                waiting.term() + 1,
                waiting.renewed()))
        : Optional.empty();
  }

  /** Notes that the holder is alive; whether it still is the holder. */
  public boolean renew(Building held) {
    return changed(held(held), Updates.currentDate("building.renewed"));
  }

  /** Lets somebody else go on building at once. */
  public void hand(Building held) {
    changed(held(held), Updates.set("building.renewed", Date.from(Instant.EPOCH)));
  }

  /** Has what was built answer from now on; whether it does. May be repeated. */
  public boolean swap(Building held) {
    boolean swapped =
        changed(
            held(held),
            Updates.combine(
                Updates.set("generation", held.generation().number()),
                Updates.set("taken", Standing.generationDocument(held.generation()).get("taken")),
                Updates.set("format", held.format()),
                Updates.currentDate("since"),
                Updates.unset("building")));
    return swapped || standing().current().equals(held.generation());
  }

  /** Gives up a generation that is being built; whether it was. */
  public boolean abandon(int number) {
    return changed(
        and(eq("_id", VIEWS), eq("building.generation", number)), Updates.unset("building"));
  }

  /**
   * Drops the collections of generations that nobody needs any more.
   *
   * @param grace how long those of the last generation are kept after a swap
   */
  public void dropUnused(Duration grace) {
    // listed before it is asked what is needed: a number that is given up is never used again
    List<String> names = database.listCollectionNames().into(new ArrayList<>());
    Standing standing = observe();
    if (standing.now().isBefore(standing.since().plus(grace))) {
      return;
    }
    names.stream()
        .filter(name -> name.startsWith("view_") && !OF_NO_GENERATION.contains(name))
        .filter(name -> !standing.current().has(name))
        .filter(name -> standing.building() == null || !standing.building().generation().has(name))
        .forEach(name -> database.getCollection(name).drop());
  }

  private static Bson held(Building held) {
    return and(
        eq("_id", VIEWS),
        eq("building.generation", held.generation().number()),
        eq("building.holder", held.holder()),
        eq("building.term", held.term()));
  }

  private boolean changed(Bson filter, Bson change) {
    return documents.updateOne(filter, change).getMatchedCount() == 1;
  }
}
