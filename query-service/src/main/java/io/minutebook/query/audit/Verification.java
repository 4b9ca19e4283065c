package io.minutebook.query.audit;

import io.minutebook.query.view.ParkedStreams.Parked;
import io.minutebook.query.view.Views;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Checks store, log and views against each other while they are in use: first the store with the
 * views, then the log as far as it goes after that. What is not yet published, and what the views
 * have not yet followed for want of time, is no fault.
 */
final class Verification {

  private final CommitReader commits;
  private final Views views;
  private final LogReader log;
  private final Duration patience;
  private final Findings findings = new Findings();

  /**
   * @param patience how long the views are given to catch up with what was published
   */
  Verification(CommitReader commits, Views views, LogReader log, Duration patience) {
    this.commits = commits;
    this.views = views;
    this.log = log;
    this.patience = patience;
  }

  Report run(Progress progress) {
    StoredViews stored = new StoredViews(views);
    // known to the views before the store is asked: whatever they know, it must have
    Set<String> seen = stored.streams(findings);
    SequencedCollection<String> streams = commits.streams();
    Totals totals = new Totals();
    StoreCheck storeCheck = new StoreCheck(commits, stored, findings);
    long done = 0;
    for (String stream : streams) {
      totals.add(stream, storeCheck.check(stream));
      progress.reached("Store and views", ++done, streams.size());
    }
    seen.removeAll(streams);
    seen.forEach(
        stream ->
            findings.add(
                Finding.Kind.VIEW_AHEAD,
                stream,
                0,
                "the views know this stream, the store does not"));
    LogCheck logCheck = checkLog(progress, totals);
    awaitViews(stored, totals.published, progress);
    for (Parked parked : views.parked().all()) {
      findings.add(Finding.Kind.PARKED, parked.stream(), parked.version(), parked.reason());
    }
    return new Report(
        findings.inOrder(),
        streams.size(),
        totals.commits,
        totals.events,
        logCheck.records(),
        totals.pending);
  }

  private LogCheck checkLog(Progress progress, Totals totals) {
    LogCheck check = new LogCheck(commits, findings);
    LogReader.Extent extent = log.extent();
    for (TopicPartition partition : extent.partitions()) {
      log.read(
          extent,
          partition,
          batch -> {
            check.check(batch);
            progress.reached("Log", check.records(), Math.max(extent.records(), check.records()));
          });
    }
    totals.published.forEach(
        (stream, published) -> {
          if (check.versionOf(stream) < published) {
            findings.add(
                Finding.Kind.MISSING_IN_LOG,
                stream,
                check.versionOf(stream) + 1,
                "the store says that up to version %d all is in the log".formatted(published));
          }
        });
    return check;
  }

  private void awaitViews(StoredViews stored, Map<String, Long> published, Progress progress) {
    long deadline = System.nanoTime() + patience.toNanos();
    long done = 0;
    for (Map.Entry<String, Long> each : published.entrySet()) {
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
      progress.reached("Views", ++done, published.size());
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

  /** What the store has in all. */
  private static final class Totals {
    private final Map<String, Long> published = new HashMap<>();
    private long commits;
    private long events;
    private long pending;

    void add(String stream, StoreCheck.Extent extent) {
      commits += extent.commits();
      events += extent.events();
      pending += extent.version() - extent.published();
      if (extent.published() >= 0) {
        published.put(stream, extent.published());
      }
    }
  }
}
