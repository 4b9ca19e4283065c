package io.minutebook.query.audit;

import io.minutebook.query.view.Views;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Goes once through commits and views, stream by stream: one thread reads, as many as there are
 * processors fold and compare. A bundle that is not certainly right is looked at again on its own,
 * with the reads in the order in which nothing can be wrong by chance.
 */
final class StorePass {

  /** So many documents are held by those who read and those who compare. */
  private static final int HELD = 2 * Bundles.LARGEST;

  private final CommitReader commits;
  private final Views views;
  private final Seals seals;
  private final SealedHeads counting;
  private final Scope scope;
  private final Findings findings;
  private final StreamTable table;
  private final int threads = Runtime.getRuntime().availableProcessors();
  private final Semaphore room = new Semaphore(HELD);
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final Map<String, Long> behind = new ConcurrentHashMap<>();
  private final Set<String> unchained = new HashSet<>();
  private long streams;
  private long commitCount;
  private long events;
  private long pending;

  /**
   * @param counting which seals count
   */
  StorePass(
      CommitReader commits,
      Views views,
      Seals seals,
      SealedHeads counting,
      Scope scope,
      Findings findings,
      StreamTable table) {
    this.commits = commits;
    this.views = views;
    this.seals = seals;
    this.counting = counting;
    this.scope = scope;
    this.findings = findings;
    this.table = table;
  }

  void run(Progress progress) {
    long total = commits.count(scope);
    try (ExecutorService workers = Executors.newFixedThreadPool(threads);
        Bundles bundles = new Bundles(commits, views, seals, scope, this::nameless)) {
      List<Future<?>> all = new ArrayList<>();
      var queue = new LinkedBlockingQueue<Bundle>();
      for (int i = 0; i < threads; i++) {
        all.add(workers.submit(() -> work(queue)));
      }
      try {
        while (bundles.hasNext() && failure.get() == null) {
          Bundle bundle = bundles.next();
          room.acquire(Math.min(bundle.size(), HELD));
          queue.add(bundle);
          progress.reached("Store and views", done(), Math.max(total, done()));
        }
      } finally {
        all.forEach(each -> queue.add(END));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditImpossible("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    checkStreamsOfCopies();
    progress.reached("Store and views", done(), done());
  }

  private static final Bundle END =
      new Bundle("", List.of(), null, List.of(), List.of(), List.of(), false);

  @SuppressWarnings("ReferenceEquality") // there is one end
  private void work(BlockingQueue<Bundle> queue) {
    QuickCheck quick = new QuickCheck(counting);
    StoredViews stored = new StoredViews(views);
    StoreCheck again = new StoreCheck(commits, stored, seals, counting, findings);
    try {
      for (Bundle bundle = queue.take(); bundle != END; bundle = queue.take()) {
        if (failure.get() == null) {
          try {
            add(bundle.stream(), check(bundle, quick, again));
          } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
          }
        }
        room.release(Math.min(bundle.size(), HELD));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What only a copy of the seals knows may be in no collection any more. */
  private void checkStreamsOfCopies() {
    StoreCheck again = new StoreCheck(commits, new StoredViews(views), seals, counting, findings);
    for (String stream : counting.othersStreams()) {
      if (scope.includes(stream) && table.stored(stream).version() < 0) {
        again.check(stream);
      }
    }
  }

  private void nameless(String collection, String field, String document) {
    Finding.Kind kind =
        switch (collection) {
          case "commits" -> Finding.Kind.COMMIT_UNREADABLE;
          case "seal_heads" -> Finding.Kind.SEAL_BROKEN;
          default ->
              collection.equals(views.historyDocuments().getNamespace().getCollectionName())
                  ? Finding.Kind.HISTORY_DIFFERS
                  : Finding.Kind.VIEW_DIFFERS;
        };
    findings.add(kind, collection, 0, field, "the document %s names no stream".formatted(document));
  }

  private static StoreCheck.Extent check(Bundle bundle, QuickCheck quick, StoreCheck again) {
    return quick.check(bundle).orElseGet(() -> again.check(bundle.stream()));
  }

  private synchronized void add(String stream, StoreCheck.Extent extent) {
    streams += extent.commits() == 0 ? 0 : 1;
    commitCount += extent.commits();
    events += extent.events();
    if (!extent.chained()) {
      unchained.add(stream);
    }
    long published = extent.published().version();
    pending += extent.version() - published;
    if (published >= 0) {
      table.stored(stream, extent.published());
      if (extent.followed() < published) {
        behind.put(stream, published);
      }
    }
  }

  private synchronized long done() {
    return commitCount;
  }

  /** The streams that the views have still to follow, and up to which version at least. */
  Map<String, Long> behind() {
    return behind;
  }

  /** The streams whose ends do not tell what was before. */
  Set<String> unchained() {
    return unchained;
  }

  long streams() {
    return streams;
  }

  long commits() {
    return commitCount;
  }

  long events() {
    return events;
  }

  long pending() {
    return pending;
  }
}
