package io.minutebook.query.audit;

import com.mongodb.client.MongoCursor;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.RecordedEvent;
import io.minutebook.query.projection.EntryChanges;
import io.minutebook.query.projection.StreamState;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.projection.StreamState.OfSeries;
import io.minutebook.query.projection.StreamState.Step;
import io.minutebook.query.view.EntryVersion;
import io.minutebook.seal.SealedHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  private final Seals seals;
  private final SealedHeads counting;
  private final Findings findings;
  private final EventCodec codec = new EventCodec();

  /**
   * @param counting which seals count
   */
  StoreCheck(
      CommitReader commits,
      StoredViews views,
      Seals seals,
      SealedHeads counting,
      Findings findings) {
    this.commits = commits;
    this.views = views;
    this.seals = seals;
    this.counting = counting;
    this.findings = findings;
  }

  /**
   * What the store has of a stream.
   *
   * @param version of the last event; -1 if there is none
   * @param published the last event that is said to be in the log, or was sealed
   * @param chained whether the chain holds: only then its end tells what was before
   * @param followed of the last event that the views have; -1 if there is none
   */
  record Extent(
      long commits,
      long events,
      long version,
      StreamTable.End published,
      boolean chained,
      long followed) {}

  Extent check(String stream) {
    Optional<Document> document = views.headDocument(stream);
    long head = document.map(StoredViews::version).orElse(-1L);
    Map<Object, Document> entries = views.entriesOf(stream);
    long last = views.lastOfHistory(stream);
    List<SealedHead> heads =
        counting.of(
            stream,
            seals.headDocuments(stream),
            (seal, field, detail) ->
                findings.add(Finding.Kind.SEAL_BROKEN, SealCheck.SEALS, seal, field, detail));
    SealedCheck sealed = new SealedCheck(stream, heads, findings);
    try (MongoCursor<Document> history = views.historyOf(stream, last);
        MongoCursor<Document> stored = commits.commits(stream)) {
      Walk walk = new Walk(stream, head, document, entries, history, last, SealedHeads.last(heads));
      while (stored.hasNext()) {
        walk.take(stored.next()).ifPresent(sealed::take);
      }
      sealed.end();
      walk.end();
      checkForm(stream, document, walk.version());
      return new Extent(
          walk.count, walk.events, walk.version(), walk.published, walk.chained, head);
    }
  }

  /** What the views have of the stream that no fold could have given. */
  private void checkForm(String stream, Optional<Document> document, long last) {
    if (document.isPresent() && StoredViews.version(document.get()) < 0) {
      findings.add(
          Finding.Kind.VIEW_DIFFERS,
          stream,
          0,
          "version",
          "%s: its version is %s".formatted(views.headView(stream), document.get().get("version")));
    }
    views
        .misplacedHead(stream)
        .ifPresent(
            view ->
                findings.add(
                    Finding.Kind.VIEW_DIFFERS, stream, 0, "_id", view + " has it as well"));
    views
        .historyWithoutVersion(stream)
        .ifPresent(
            id ->
                findings.add(
                    Finding.Kind.HISTORY_DIFFERS,
                    stream,
                    Math.max(0, last),
                    "version",
                    "the version of %s in the history is no number".formatted(id)));
  }

  /** The way through a stream's commits. */
  private final class Walk {
    private final String stream;
    private final long viewHead;
    private final Optional<Document> document;
    private final Map<Object, Document> entries;
    private final EntryChanges folded = new EntryChanges();
    private final Iterator<Document> history;

    /** What the history has up to here had been stored before the commits were read. */
    private final long historyHead;

    /** Up to here the stream must be in the log. */
    private final long lastSealed;

    private @Nullable Head head;

    /** Null once an event could not be folded. */
    private @Nullable StreamState state;

    private boolean chained = true;
    private boolean historyInStep = true;
    private long count;
    private long events;
    private StreamTable.End published = StreamTable.End.NONE;

    Walk(
        String stream,
        long viewHead,
        Optional<Document> document,
        Map<Object, Document> entries,
        Iterator<Document> history,
        long historyHead,
        long lastSealed) {
      this.stream = stream;
      this.viewHead = viewHead;
      this.document = document;
      this.entries = entries;
      this.history = history;
      this.historyHead = historyHead;
      this.lastSealed = lastSealed;
      this.state = begin(stream);
    }

    private @Nullable StreamState begin(String name) {
      try {
        return StreamState.none(name);
      } catch (IllegalArgumentException e) {
        findings.add(
            Finding.Kind.EVENT_UNREADABLE, name, 0, "no stream is named so: " + e.getMessage());
        return null;
      }
    }

    long version() {
      return head == null ? -1 : head.version();
    }

    /** Takes the next commit, and gives it back if it can be read. */
    Optional<Commit> take(Document document) {
      CommitDocument read;
      try {
        read = CommitDocument.read(document);
      } catch (CommitDocument.Unreadable e) {
        OptionalLong version = CommitDocument.versionIn(document);
        findings.add(
            Finding.Kind.COMMIT_UNREADABLE,
            stream,
            version.orElse(version() + 1),
            e.field(),
            String.valueOf(e.getMessage()));
        if (version.isPresent()) {
          // what lies under no version stands in no commit's place
          state = null;
          chained = false;
        }
        return Optional.empty();
      }
      Commit commit = read.commit();
      chained &= commit.isIntact() && commit.follows(head);
      checkChain(commit);
      head = commit.head();
      count++;
      events += commit.events().size();
      if (!read.pending() || commit.lastVersion() <= lastSealed) {
        published = StreamTable.End.of(commit.lastVersion(), commit.hash());
      }
      fold(commit);
      return Optional.of(commit);
    }

    private void checkChain(Commit commit) {
      if (!commit.isIntact()) {
        findings.add(
            Finding.Kind.CHAIN_BROKEN,
            stream,
            commit.version(),
            "hash",
            "the commit of versions %d to %d is not what its hash was taken of"
                .formatted(commit.version(), commit.lastVersion()));
      }
      long expected = version() + 1;
      if (commit.version() != expected) {
        findings.add(
            Finding.Kind.STORE_GAP,
            stream,
            expected,
            "_id.v",
            "version %d follows version %d".formatted(commit.version(), version()));
        state = null;
      } else if (!commit.follows(head)) {
        findings.add(
            Finding.Kind.CHAIN_BROKEN,
            stream,
            commit.version(),
            isDatedBefore(commit) ? "at" : "prev",
            isDatedBefore(commit)
                ? "the commit is dated before the one before it"
                : "the commit is not chained to the one before it");
      }
    }

    private boolean isDatedBefore(Commit commit) {
      return head != null
          && commit.at().isBefore(head.at())
          && Arrays.equals(commit.previousHash(), head.hash());
    }

    private void fold(Commit commit) {
      if (state == null) {
        return;
      }
      List<Step> steps = new ArrayList<>();
      StreamState next = state;
      try {
        int index = 0;
        for (RecordedEvent event : codec.recorded(commit)) {
          Step step = next.apply(event, commit.events().get(index++));
          next = step.state();
          steps.add(step);
        }
        StreamState.Settled settled = next.settle(state, commit.at());
        folded.add(settled);
        state = settled.state();
        compareHead(commit, state);
      } catch (RuntimeException e) {
        // folding does no I/O: whatever it is, it is in the events
        findings.add(
            Finding.Kind.EVENT_UNREADABLE,
            stream,
            Math.max(next.version() + 1, commit.version()),
            "events." + steps.size(),
            String.valueOf(e.getMessage()));
        state = null;
      }
      steps.forEach(this::compareHistory);
    }

    private void compareHistory(Step step) {
      long version = step.state().version();
      if (version > Math.max(viewHead, historyHead) || !historyInStep) {
        return;
      }
      if (!history.hasNext()) {
        if (version <= viewHead) {
          historyDiffers(version, null, "the history lacks this version");
        }
        return;
      }
      Document stored = history.next();
      if (StoredViews.version(stored) != version) {
        historyDiffers(
            Math.clamp(StoredViews.version(stored), 0, version),
            "version",
            "the history goes on with " + stored.get("_id"));
        return;
      }
      FieldDifference.between(stored, step.change().toDocument())
          .ifPresent(
              difference ->
                  findings.add(
                      Finding.Kind.HISTORY_DIFFERS,
                      stream,
                      version,
                      difference.field(),
                      difference.detail()));
    }

    private void historyDiffers(long version, @Nullable String field, String detail) {
      findings.add(Finding.Kind.HISTORY_DIFFERS, stream, version, field, detail);
      historyInStep = false;
    }

    private void compareHead(Commit commit, StreamState folded) {
      if (viewHead < commit.version() || viewHead > commit.lastVersion() || document.isEmpty()) {
        return;
      }
      String view = views.headView(stream);
      if (viewHead != folded.version()) {
        findings.add(
            Finding.Kind.VIEW_DIFFERS,
            stream,
            viewHead,
            "version",
            view + ": its version is in the middle of a command");
        return;
      }
      Document expected =
          switch (folded) {
            case OfMeeting meeting -> meeting.stored(null).toDocument();
            case OfSeries series -> series.stored(null).toDocument();
          };
      FieldDifference.between(document.get(), expected)
          .ifPresent(
              difference ->
                  viewDiffers(viewHead, difference.field(), view + ": " + difference.detail()));
    }

    private void viewDiffers(long version, @Nullable String field, String detail) {
      findings.add(Finding.Kind.VIEW_DIFFERS, stream, Math.max(0, version), field, detail);
    }

    void end() {
      if (viewHead > version()) {
        findings.add(
            Finding.Kind.VIEW_AHEAD,
            stream,
            version() + 1,
            "version",
            "%s has version %d; the store ends at %d"
                .formatted(views.headView(stream), viewHead, version()));
      }
      if (historyHead > version()) {
        findings.add(
            Finding.Kind.VIEW_AHEAD,
            stream,
            version() + 1,
            "version",
            "the history has version %d; the store ends at %d".formatted(historyHead, version()));
      } else if (state != null && historyInStep && history.hasNext()) {
        Document left = history.next();
        historyDiffers(StoredViews.version(left), null, "the history also has " + left.get("_id"));
      }
      if (state != null) {
        compareEntries(state.version());
      } else if (count == 0 && !entries.isEmpty()) {
        findings.add(
            Finding.Kind.VIEW_AHEAD, stream, 0, "the views know this stream, the store does not");
      }
    }

    /**
     * Compares the versions of entries. What the views have followed must be there, begun and
     * ended; what they have begun or ended beyond that must be right as well.
     */
    private void compareEntries(long last) {
      Map<String, EntryVersion> expected = new LinkedHashMap<>();
      folded.begun().forEach(version -> expected.put(version.id(), version));
      String view = views.entriesView();
      for (Document stored : entries.values()) {
        Object id = stored.get("_id");
        EntryVersion version = expected.remove(id);
        if (version != null) {
          FieldDifference.between(stored, asFollowed(version, stored).toDocument())
              .ifPresent(
                  difference ->
                      viewDiffers(
                          version.from().version(),
                          version.entry() + "." + difference.field(),
                          view + ": " + id + ": " + difference.detail()));
        } else if (StoredViews.version(stored) > last) {
          findings.add(
              Finding.Kind.VIEW_AHEAD,
              stream,
              last + 1,
              stored.get("entry") + ".version",
              view + " has " + id);
        } else {
          viewDiffers(
              StoredViews.version(stored),
              stored.get("entry") + "._id",
              view + " has " + id + ", which never was");
        }
      }
      for (EntryVersion version : expected.values()) {
        if (version.from().version() <= viewHead) {
          viewDiffers(
              version.from().version(),
              version.entry().toString(),
              view + " lacks " + version.id());
        }
      }
    }

    /** A version without its end, if the views need not have got there and have not. */
    private EntryVersion asFollowed(EntryVersion version, Document stored) {
      EntryVersion.Bound to = version.to();
      boolean open = Objects.equals(stored.get("until"), Long.MAX_VALUE);
      return to != null && to.version() > viewHead && open ? version.until(null) : version;
    }
  }
}
