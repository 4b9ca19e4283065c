package io.minutebook.query.audit;

import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.RecordedEvent;
import io.minutebook.query.projection.EntryChanges;
import io.minutebook.query.projection.StreamState;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.projection.StreamState.OfSeries;
import io.minutebook.query.view.EntryVersion;
import io.minutebook.seal.SealedHead;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Whether a bundle is as it should be: its chain holds, and every document of the views is, byte
 * for byte, what a fresh fold gives. It says no more than that; where it is not so, or not certain,
 * {@link StoreCheck} looks again and says what is wrong. Not for several threads.
 */
final class QuickCheck {

  private final EventCodec codec = new EventCodec();
  private final ExpectedBytes bytes = new ExpectedBytes();
  private final SealedHeads seals;

  QuickCheck(SealedHeads seals) {
    this.seals = seals;
  }

  /** What the store has of the stream; empty if it has to be looked at again. */
  Optional<StoreCheck.Extent> check(Bundle bundle) {
    if (!bundle.whole() || bundle.commits().isEmpty()) {
      return Optional.empty();
    }
    try {
      return new Walk(bundle).walk();
    } catch (RuntimeException e) {
      // no I/O happens here: it is in the documents
      return Optional.empty();
    }
  }

  private final class Walk {
    private final Bundle bundle;
    private final long viewHead;
    private final EntryChanges folded = new EntryChanges();
    private final Iterator<SealedHead> sealed;
    private final long lastSealed;
    private @Nullable SealedHead nextSealed;
    private boolean headSeen;

    Walk(Bundle bundle) {
      this.bundle = bundle;
      List<SealedHead> heads =
          seals.of(
              bundle.stream(),
              bundle.sealed().stream().map(bytes::decode).toList(),
              (seal, field, detail) -> {
                throw new IllegalArgumentException(detail);
              });
      this.sealed = heads.iterator();
      this.lastSealed = SealedHeads.last(heads);
      this.nextSealed = sealed.hasNext() ? sealed.next() : null;
      RawBsonDocument document = bundle.head();
      this.viewHead = document == null ? -1 : document.getInt64("version").getValue();
    }

    Optional<StoreCheck.Extent> walk() {
      StreamState state = StreamState.none(bundle.stream());
      Head head = null;
      StreamTable.End published = StreamTable.End.NONE;
      for (RawBsonDocument raw : bundle.commits()) {
        CommitDocument read = CommitDocument.read(bytes.decode(raw));
        Commit commit = read.commit();
        if (!commit.isIntact() || !commit.follows(head) || !isAsSealed(commit)) {
          return Optional.empty();
        }
        head = commit.head();
        if (!read.pending() || commit.lastVersion() <= lastSealed) {
          published = StreamTable.End.of(commit.lastVersion(), commit.hash());
        }
        StreamState next = fold(state, commit);
        if (next == null) {
          return Optional.empty();
        }
        state = next;
      }
      boolean right =
          nextSealed == null
              && (headSeen || bundle.head() == null)
              && bundle.history().size() <= state.version() + 1
              && entriesAreRight();
      return right
          ? Optional.of(
              new StoreCheck.Extent(
                  bundle.commits().size(),
                  state.version() + 1,
                  state.version(),
                  published,
                  true,
                  viewHead))
          : Optional.empty();
    }

    /** Several seals may name the same head. */
    private boolean isAsSealed(Commit commit) {
      while (nextSealed != null && nextSealed.version() <= commit.lastVersion()) {
        if (nextSealed.version() != commit.lastVersion()
            || !Arrays.equals(nextSealed.hash().bytes(), commit.hash())) {
          return false;
        }
        nextSealed = sealed.hasNext() ? sealed.next() : null;
      }
      return true;
    }

    private @Nullable StreamState fold(StreamState before, Commit commit) {
      StreamState state = before;
      int index = 0;
      for (RecordedEvent event : codec.recorded(commit)) {
        StreamState.Step step = state.apply(event, commit.events().get(index++));
        state = step.state();
        if (!historyIsRight(state.version(), step)) {
          return null;
        }
      }
      StreamState.Settled settled = state.settle(before, commit.at());
      folded.add(settled);
      return settled.state().version() != viewHead || headIsRight(settled.state())
          ? settled.state()
          : null;
    }

    private boolean historyIsRight(long version, StreamState.Step step) {
      List<RawBsonDocument> history = bundle.history();
      return version < history.size()
          ? bytes.are(history.get((int) version), step.change().toDocument())
          : version > viewHead;
    }

    private boolean headIsRight(StreamState state) {
      headSeen = true;
      RawBsonDocument stored = Objects.requireNonNull(bundle.head());
      Document expected =
          switch (state) {
            case OfMeeting meeting -> meeting.stored(null).toDocument();
            case OfSeries series -> series.stored(null).toDocument();
          };
      if (stored.get("place") instanceof BsonDocument place) {
        expected.append(
            "place",
            new Document("partition", place.getInt32("partition").getValue())
                .append("offset", place.getInt64("offset").getValue()));
      }
      return bytes.are(stored, expected);
    }

    private boolean entriesAreRight() {
      Map<String, RawBsonDocument> stored = HashMap.newHashMap(bundle.entries().size());
      for (RawBsonDocument each : bundle.entries()) {
        stored.put(each.getString("_id").getValue(), each);
      }
      int right = 0;
      for (EntryVersion version : folded.begun()) {
        RawBsonDocument found = stored.get(version.id());
        if (found == null) {
          if (version.from().version() <= viewHead) {
            return false;
          }
        } else if (isRight(found, version)) {
          right++;
        } else {
          return false;
        }
      }
      return right == bundle.entries().size();
    }

    /** The views need not have got to the end of a version yet. */
    private boolean isRight(RawBsonDocument stored, EntryVersion version) {
      EntryVersion.Bound to = version.to();
      boolean open =
          to != null
              && to.version() > viewHead
              && stored.getInt64("until").getValue() == Long.MAX_VALUE;
      EntryVersion expected = open ? version.until(null) : version;
      return bytes.are(stored, expected.toDocument());
    }
  }
}
