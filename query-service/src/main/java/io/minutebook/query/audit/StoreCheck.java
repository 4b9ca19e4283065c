package io.minutebook.query.audit;

import com.mongodb.client.MongoCursor;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.RecordedEvent;
import io.minutebook.query.projection.StreamState;
import io.minutebook.query.projection.StreamState.Step;
import io.minutebook.query.projection.ViewDocument;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Checks one stream: its chain in the store, and its views against a fresh fold. The views are read
 * first and the commits after them, so that whatever a view has must be in the commits; each
 * document is compared at its own version, so that it does not matter how far it has got.
 */
final class StoreCheck {

  private final CommitReader commits;
  private final StoredViews views;
  private final Findings findings;
  private final EventCodec codec = new EventCodec();

  StoreCheck(CommitReader commits, StoredViews views, Findings findings) {
    this.commits = commits;
    this.views = views;
    this.findings = findings;
  }

  /**
   * What the store has of a stream.
   *
   * @param version of the last event; -1 if there is none
   * @param published of the last event that is said to be in the log; -1 if there is none
   */
  record Extent(long commits, long events, long version, long published) {}

  Extent check(String stream) {
    OptionalLong head = views.headOf(stream);
    Map<String, Document> documents = views.documentsOf(stream);
    Iterator<Document> history = views.historyOf(stream, head.orElse(-1));
    try (MongoCursor<Document> stored = commits.commits(stream)) {
      Walk walk = new Walk(stream, head.orElse(-1), documents, history);
      while (stored.hasNext()) {
        walk.take(stored.next());
      }
      walk.end();
      return new Extent(walk.count, walk.events, walk.version(), walk.published);
    }
  }

  /** The way through a stream's commits. */
  private final class Walk {
    private final String stream;
    private final long viewHead;
    private final Map<String, Document> documents;
    private final Iterator<Document> history;
    private @Nullable Head head;

    /** Null once an event could not be folded. */
    private @Nullable StreamState state;

    private boolean historyInStep = true;
    private long count;
    private long events;
    private long published = -1;

    Walk(
        String stream, long viewHead, Map<String, Document> documents, Iterator<Document> history) {
      this.stream = stream;
      this.viewHead = viewHead;
      this.documents = documents;
      this.history = history;
      this.state = StreamState.none(stream);
    }

    long version() {
      return head == null ? -1 : head.version();
    }

    void take(Document document) {
      CommitDocument read;
      try {
        read = CommitDocument.read(document);
      } catch (CommitDocument.Unreadable e) {
        findings.add(
            Finding.Kind.COMMIT_UNREADABLE,
            stream,
            CommitDocument.version(document),
            String.valueOf(e.getMessage()));
        state = null;
        return;
      }
      Commit commit = read.commit();
      checkChain(commit);
      head = commit.head();
      count++;
      events += commit.events().size();
      if (!read.pending()) {
        published = commit.lastVersion();
      }
      fold(commit);
    }

    private void checkChain(Commit commit) {
      if (!commit.isIntact()) {
        findings.add(
            Finding.Kind.CHAIN_BROKEN,
            stream,
            commit.version(),
            "the commit of versions %d to %d is not what its hash was taken of"
                .formatted(commit.version(), commit.lastVersion()));
      }
      long expected = version() + 1;
      if (commit.version() != expected) {
        findings.add(
            Finding.Kind.STORE_GAP,
            stream,
            expected,
            "version %d follows version %d".formatted(commit.version(), version()));
        state = null;
      } else if (!commit.follows(head)) {
        findings.add(
            Finding.Kind.CHAIN_BROKEN,
            stream,
            commit.version(),
            "the commit is not chained to the one before it, or is dated before it");
      }
    }

    private void fold(Commit commit) {
      if (state == null) {
        return;
      }
      List<Step> steps = new ArrayList<>();
      StreamState folded = state;
      try {
        int index = 0;
        for (RecordedEvent event : codec.recorded(commit)) {
          Step step = folded.apply(event, commit.events().get(index++));
          folded = step.state();
          steps.add(step);
        }
        state = folded;
      } catch (RuntimeException e) {
        // folding does no I/O: whatever it is, it is in the events
        findings.add(
            Finding.Kind.EVENT_UNREADABLE,
            stream,
            Math.max(folded.version() + 1, commit.version()),
            String.valueOf(e.getMessage()));
        state = null;
      }
      for (Step step : steps) {
        compareHistory(step);
        compareDocuments(step.state());
      }
    }

    private void compareHistory(Step step) {
      long version = step.state().version();
      if (version > viewHead || !historyInStep) {
        return;
      }
      if (!history.hasNext()) {
        historyDiffers(version, "the history lacks this version");
        return;
      }
      Document stored = history.next();
      if (StoredViews.version(stored) != version) {
        historyDiffers(version, "the history goes on with " + stored.get("_id"));
        return;
      }
      FieldDifference.between(stored, step.change().toDocument())
          .ifPresent(
              difference ->
                  findings.add(Finding.Kind.HISTORY_DIFFERS, stream, version, difference));
    }

    private void historyDiffers(long version, String detail) {
      findings.add(Finding.Kind.HISTORY_DIFFERS, stream, version, detail);
      historyInStep = false;
    }

    private void compareDocuments(StreamState folded) {
      if (documents.values().stream()
          .noneMatch(document -> StoredViews.version(document) == folded.version())) {
        return;
      }
      for (ViewDocument expected : ViewDocument.of(folded, null)) {
        String view = views.nameOf(expected);
        Document stored = documents.get(view);
        if (stored != null && StoredViews.version(stored) == folded.version()) {
          FieldDifference.between(stored, expected.document())
              .ifPresent(
                  difference ->
                      findings.add(
                          Finding.Kind.VIEW_DIFFERS,
                          stream,
                          folded.version(),
                          view + ": " + difference));
        }
      }
    }

    void end() {
      for (ViewDocument expected : ViewDocument.of(StreamState.none(stream), null)) {
        String view = views.nameOf(expected);
        Document stored = documents.get(view);
        if (viewHead >= 0 && (stored == null || StoredViews.version(stored) < viewHead)) {
          findings.add(
              Finding.Kind.VIEW_BEHIND,
              stream,
              stored == null ? 0 : StoredViews.version(stored) + 1,
              view + " lacks what the other views have");
        } else if (stored != null && StoredViews.version(stored) > version()) {
          findings.add(
              Finding.Kind.VIEW_AHEAD,
              stream,
              version() + 1,
              "%s has version %d; the store ends at %d"
                  .formatted(view, StoredViews.version(stored), version()));
        }
      }
    }
  }
}
