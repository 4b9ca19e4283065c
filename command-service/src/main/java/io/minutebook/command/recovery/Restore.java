package io.minutebook.command.recovery;

import com.mongodb.client.MongoDatabase;
import io.minutebook.command.eventstore.MongoConnection;
import io.minutebook.command.eventstore.Place;
import io.minutebook.command.eventstore.WholeStore;
import io.minutebook.log.Commit;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the commits and seals of an archive into stores that are empty. */
final class Restore {

  private static final int PAGE = 500;
  private static final long PAGE_BYTES = 8L << 20;

  /** What is in the views' part of the database before anything was ever projected. */
  private static final Set<String> OF_NO_VIEW =
      Set.of("view_format", "view_pulse", "view_rebuilds");

  private final MongoDatabase database;
  private final WholeStore store;
  private final Topic topic;
  private final SoleWriter alone;
  private final Cut cut;
  private final StreamEnds ends = new StreamEnds();
  private final List<Commit> page = new ArrayList<>();
  private long pageBytes;
  private long there;

  Restore(
      MongoDatabase database,
      WholeStore store,
      Topic topic,
      SoleWriter alone,
      @Nullable Instant to) {
    this.database = database.withWriteConcern(MongoConnection.durable(database));
    this.store = store;
    this.topic = topic;
    this.alone = alone;
    this.cut = new Cut(to);
  }

  /** What is noted while it is at work, and has to be the same when it is gone on with. */
  static String what(ArchiveFile archive, @Nullable Instant to) {
    return "minutebook restore FILE%s, of the archive %s"
        .formatted(to == null ? "" : " --to " + to, archive.digest());
  }

  /**
   * Stores what the archive holds; the log is still to be made of it.
   *
   * @return what was stored, and what was left out
   */
  Restored run(ArchiveFile archive, @Nullable Instant to, Progress progress)
      throws IOException, InterruptedException {
    String what = what(archive, to);
    String begun = store.begun().orElse(null);
    if (begun == null) {
      refuseUnlessEmpty();
    } else if (!begun.equals(what)) {
      throw RecoveryRefused.halfDone(begun);
    }
    store.begin(what);
    store.prepare();
    long total = archive.manifest().commits();
    archive.lines(
        Backup.COMMITS,
        line -> {
          Commit commit = CommitLine.read(line);
          if (cut.takes(commit)) {
            ends.add(commit);
            page.add(commit);
            pageBytes += line.length;
          }
          if (page.size() >= PAGE || pageBytes >= PAGE_BYTES) {
            flush();
            progress.reached("Commits from the archive", ends.commits() + cut.commits(), total);
          }
        });
    flush();
    progress.reached("Commits from the archive", total, total);
    StoredSeals stored = new StoredSeals(database, to);
    stored.restore(archive);
    return new Restored(
        ends.streams(),
        ends.commits(),
        ends.events(),
        there,
        stored.seals(),
        cut.streams(),
        cut.shortened(),
        cut.commits(),
        stored.leftOut(),
        ends.broken());
  }

  private void refuseUnlessEmpty() throws InterruptedException {
    if (!store.isEmpty()) {
      throw notEmpty("there are commits in the database " + database.getName());
    }
    for (String name : database.listCollectionNames()) {
      boolean counts =
          name.startsWith("seal") || (name.startsWith("view_") && !OF_NO_VIEW.contains(name));
      if (counts && database.getCollection(name).find().limit(1).first() != null) {
        throw notEmpty("the collection %s of %s is not empty".formatted(name, database.getName()));
      }
    }
    if (topic.extent().map(Topic::records).orElse(0L) > 0) {
      throw notEmpty("the topic has records");
    }
  }

  private static RecoveryRefused notEmpty(String why) {
    return new RecoveryRefused(
        why
            + ": restore only into empty stores, for example with another --data, or --database and --topic");
  }

  private void flush() {
    alone.stillAlone();
    Map<Place, Commit> known = store.inPlacesOf(page);
    List<Commit> missing = new ArrayList<>();
    for (Commit commit : page) {
      Commit found = known.get(Place.of(commit));
      if (found == null) {
        missing.add(commit);
      } else if (found.equals(commit)) {
        there++;
      } else {
        throw new RecoveryRefused("another commit is stored in the place of " + commit);
      }
    }
    List<Commit> refused = store.add(missing, true);
    if (!refused.isEmpty()) {
      throw new RecoveryRefused(
          "another commit is stored with the place or the command of " + refused.getFirst());
    }
    page.clear();
    pageBytes = 0;
  }
}
