package io.minutebook.query.audit;

import com.mongodb.client.MongoDatabase;
import io.minutebook.query.view.ParkedStreams;
import io.minutebook.query.view.Views;
import io.minutebook.seal.SealKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;

/**
 * Checks store, log and views against each other while they are in use: first the store with the
 * views, then the log as far as it goes after that. What is not yet published, and what the views
 * have not yet followed for want of time, is no fault.
 */
final class Verification {

  private final MongoDatabase database;
  private final CommitReader commits;
  private final Views views;
  private final Audit.Source source;
  private final Duration patience;
  private final VerifyOptions options;
  private final Scope scope;
  private final Findings findings = new Findings();
  private final StreamTable table = new StreamTable();

  /**
   * @param patience how long the views are given to catch up with what was published
   */
  Verification(
      MongoDatabase database,
      Views views,
      Audit.Source source,
      Duration patience,
      VerifyOptions options) {
    this.database = database;
    this.commits = new CommitReader(database);
    this.views = views;
    this.source = source;
    this.patience = patience;
    this.options = options;
    this.scope = options.scope();
  }

  private LogReader log() {
    return new LogReader(source.bootstrapServers(), source.topic());
  }

  Report run(Progress progress) {
    Seals seals = new Seals(database);
    SealCheck sealing =
        new SealCheck(
            seals,
            new SealKeys(options.keys()),
            options,
            findings,
            new SealCopies(
                () -> new LogReader(source.bootstrapServers(), options.sealTopic()),
                options.seals()));
    SealedHeads sealed = sealing.run(progress);
    if (scope.equals(Scope.ALL)) {
      new CheckpointCheck(database, source, views.generation(), options.group(), findings).run();
    }
    StorePass store = new StorePass(commits, views, seals, sealed, scope, findings, table);
    store.run(progress);
    long records = checkLog(store.unchained(), progress);
    awaitViews(store.behind(), progress);
    findParked();
    return new Report(
        findings.inOrder(),
        findings.more(),
        store.streams(),
        store.commits(),
        store.events(),
        records,
        store.pending(),
        sealed.latest(),
        notes(sealed.latest(), sealing.unkeptFrom()));
  }

  private void findParked() {
    ParkedStreams parked = views.parked();
    for (Document each : parked.documents()) {
      String stream = each.get("_id") instanceof String name ? name : parked.name();
      if (scope.includes(stream)) {
        boolean told = each.get("reason") instanceof String;
        findings.add(
            Finding.Kind.PARKED,
            stream,
            each.get("version") instanceof Number version ? version.longValue() : 0,
            told ? null : "reason",
            told
                ? each.getString("reason")
                : "the document %s in %s does not say why"
                    .formatted(each.get("_id"), parked.name()));
      }
    }
  }

  private List<String> notes(long latestSeal, long unkeptFrom) {
    List<String> notes = new ArrayList<>();
    if (latestSeal == 0) {
      notes.add("Nothing is sealed: whoever owns the databases could have rewritten all of it.");
    } else {
      if (options.keys().isEmpty()) {
        notes.add("The seals' signatures were not checked: no public key was given.");
      }
      if (options.seals() == null) {
        notes.add("The seals were not compared with a copy that is kept elsewhere.");
      } else if (unkeptFrom > 0) {
        notes.add(
            "The folder has no copy yet of the newest seals, from seal %d on."
                .formatted(unkeptFrom));
      }
    }
    if (!scope.equals(Scope.ALL)) {
      notes.add(
          "Only %s: records of it in another partition of the log, and positions in the log, were not looked at."
              .formatted(scope));
    }
    return notes;
  }

  private long checkLog(Set<String> unchained, Progress progress) {
    Set<String> suspects = ConcurrentHashMap.newKeySet();
    suspects.addAll(unchained);
    LogReading reading = new LogReading(this::log, scope, progress);
    long records =
        reading.all(
            "Log",
            () -> {
              LogPass pass = new LogPass(commits, table, scope, suspects);
              return new LogReading.Part(batch -> batch.forEach(pass::read), pass::end);
            });
    if (table.behind() > 0) {
      commits.forEachStream(
          scope,
          stream -> {
            if (table.logged(stream).version() < table.stored(stream).version()) {
              suspects.add(stream);
            }
          });
    }
    if (!suspects.isEmpty()) {
      lookAgain(reading, suspects);
    }
    return records;
  }

  private void lookAgain(LogReading reading, Set<String> suspects) {
    LogCheck check = new LogCheck(commits, findings, suspects::contains);
    reading.inOrder("Log again", check::check);
    for (String stream : suspects) {
      long published = table.stored(stream).version();
      if (check.versionOf(stream) < published) {
        findings.add(
            Finding.Kind.MISSING_IN_LOG,
            stream,
            check.versionOf(stream) + 1,
            "by the store, or a seal, all up to version %d is in the log".formatted(published));
      }
    }
  }

  private void awaitViews(Map<String, Long> behind, Progress progress) {
    StoredViews stored = new StoredViews(views);
    long deadline = System.nanoTime() + patience.toNanos();
    long done = 0;
    for (Map.Entry<String, Long> each : behind.entrySet()) {
      String stream = each.getKey();
      while (stored.headOf(stream).orElse(-1) < each.getValue()) {
        if (System.nanoTime() - deadline > 0) {
          findings.add(
              Finding.Kind.VIEW_BEHIND,
              stream,
              stored.headOf(stream).orElse(-1) + 1,
              "version %d was published, and the views do not have it".formatted(each.getValue()));
          break;
        }
        pause();
      }
      progress.reached("Views", ++done, behind.size());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditImpossible("interrupted", e);
    }
  }
}
