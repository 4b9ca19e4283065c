package io.minutebook.query.audit;

import io.minutebook.query.view.ParkedStreams.Parked;
import io.minutebook.query.view.Views;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Checks store, log and views against each other while they are in use: first the store with the
 * views, then the log as far as it goes after that. What is not yet published, and what the views
 * have not yet followed for want of time, is no fault.
 */
final class Verification {

  private final CommitReader commits;
  private final Views views;
  private final Supplier<LogReader> logs;
  private final Duration patience;
  private final Scope scope;
  private final Findings findings = new Findings();
  private final StreamTable table = new StreamTable();

  /**
   * @param logs opens a reader of the log
   * @param patience how long the views are given to catch up with what was published
   */
  Verification(
      CommitReader commits,
      Views views,
      Supplier<LogReader> logs,
      Duration patience,
      Scope scope) {
    this.commits = commits;
    this.views = views;
    this.logs = logs;
    this.patience = patience;
    this.scope = scope;
  }

  Report run(Progress progress) {
    StorePass store = new StorePass(commits, views, scope, findings, table);
    store.run(progress);
    long records = checkLog(progress);
    awaitViews(store.behind(), progress);
    for (Parked parked : views.parked().all()) {
      if (scope.includes(parked.stream())) {
        findings.add(
            Finding.Kind.PARKED, parked.stream(), parked.version(), parked.reason());
      }
    }
    return new Report(
        findings.inOrder(),
        findings.more(),
        store.streams(),
        store.commits(),
        store.events(),
        records,
        store.pending());
  }

  private long checkLog(Progress progress) {
    Set<String> suspects = ConcurrentHashMap.newKeySet();
    LogReading reading = new LogReading(logs, scope, progress);
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
            "the store says that up to version %d all is in the log".formatted(published));
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
