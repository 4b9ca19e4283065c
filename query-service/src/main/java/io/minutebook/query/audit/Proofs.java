package io.minutebook.query.audit;

import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import io.minutebook.event.EntryAddress;
import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import io.minutebook.query.audit.Seals.Placed;
import io.minutebook.query.audit.Seals.Stored;
import io.minutebook.seal.EntryStory;
import io.minutebook.seal.Hash;
import io.minutebook.seal.MerkleTree;
import io.minutebook.seal.Proof;
import io.minutebook.seal.Seal;
import io.minutebook.seal.SealedHead;
import io.minutebook.seal.SignedSeal;
import io.minutebook.seal.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The seals in the store, and proofs that an entry stood in what they sealed. */
public final class Proofs {

  private static final int BATCH = 1_000;

  private final CommitReader commits;
  private final Seals seals;

  public Proofs(MongoDatabase database) {
    this.commits = new CommitReader(database);
    this.seals = new Seals(database);
  }

  /** The newest seal. */
  public Optional<SignedSeal> latest() {
    return seals.last().map(Stored::readable);
  }

  /** The seals behind a number, in order; behind 0 the first ones. */
  public List<SignedSeal> after(long number, int atMost) {
    return seals.after(number, atMost).stream().map(Stored::readable).toList();
  }

  /**
   * What proves that an entry stood in a sealed history.
   *
   * @param sealed as it was in which seal; null: in the newest one
   * @param until up to which seal the proof leads; null: the newest one
   * @return empty if the entry was not there in the newest of these seals that has its meeting, or
   *     none has it
   * @throws NotProvable if what is stored contradicts the seals
   * @throws AuditImpossible if there is no such seal
   */
  public Optional<Proof> prove(EntryAddress entry, @Nullable Long sealed, @Nullable Long until) {
    SignedSeal latest = until == null ? latest().orElse(null) : seal(until);
    if (latest == null) {
      return Optional.empty();
    }
    long upTo = sealed == null ? latest.seal().number() : seal(sealed).seal().number();
    if (upTo > latest.seal().number()) {
      throw new AuditImpossible(
          "a proof leads from a seal to a later one, not from %d to %d"
              .formatted(upTo, latest.seal().number()),
          null);
    }
    Placed placed = reading(() -> seals.headOf(entry.meeting().stream(), upTo)).orElse(null);
    if (placed == null) {
      return Optional.empty();
    }
    List<Commit> sealedCommits = commitsUpTo(placed.head());
    if (story(entry, sealedCommits).isEmpty()) {
      return Optional.empty();
    }
    SignedSeal seal = seal(placed.number());
    return Optional.of(
        new Proof(
            entry,
            sealedCommits,
            seal,
            placed.index(),
            pathIn(seal, placed),
            latest,
            pastPath(seal.seal(), latest.seal())));
  }

  private static <T> T reading(java.util.function.Supplier<T> read) {
    try {
      return read.get();
    } catch (Unreadable e) {
      throw new NotProvable(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<EntryStory> story(EntryAddress entry, List<Commit> sealed) {
    return reading(() -> EntryStory.of(entry.entry(), sealed));
  }

  private SignedSeal seal(long number) {
    return seals
        .find(number)
        .map(Stored::readable)
        .orElseThrow(() -> new AuditImpossible("there is no seal " + number, null));
  }

  /** The commits that lead to a head, each checked. */
  private List<Commit> commitsUpTo(SealedHead sealed) {
    List<Commit> read = new ArrayList<>();
    Head head = null;
    try (MongoCursor<Document> stored = commits.commits(sealed.stream())) {
      while (stored.hasNext() && (head == null || head.version() < sealed.version())) {
        Commit commit = CommitDocument.read(stored.next()).commit();
        if (!commit.isIntact() || !commit.follows(head)) {
          throw new NotProvable(
              "%s in MongoDB is not what its hash was taken of, or is not chained to the commit before it"
                  .formatted(commit));
        }
        read.add(commit);
        head = commit.head();
      }
    } catch (CommitDocument.Unreadable e) {
      throw new NotProvable(
          "a commit of %s in MongoDB cannot be read: %s"
              .formatted(sealed.stream(), e.getMessage()));
    }
    if (head == null
        || head.version() != sealed.version()
        || !Hash.of(head.hash()).equals(sealed.hash())) {
      throw new NotProvable(
          "%s was sealed with the hash %s, and MongoDB has %s"
              .formatted(
                  sealed,
                  sealed.hash(),
                  head == null
                      ? "nothing of that stream"
                      : "%s with %s".formatted(head, Hash.of(head.hash()))));
    }
    return read;
  }

  private List<Hash> pathIn(SignedSeal signed, Placed placed) {
    Seal seal = signed.seal();
    List<Hash> leaves = new ArrayList<>(seal.heads());
    MerkleTree tree = new MerkleTree();
    reading(
        () -> {
          try (Seals.Heads heads = seals.headsOf(signed)) {
            while (heads.hasNext()) {
              byte[] line = heads.next().line();
              leaves.add(MerkleTree.leaf(line));
              tree.add(line);
            }
          }
          return leaves;
        });
    if (leaves.size() != seal.heads()
        || !tree.root().equals(seal.root())
        || !leaves.get(placed.index()).equals(MerkleTree.leaf(placed.head().line()))) {
      throw new NotProvable(
          "the heads of %s in MongoDB are not those that it sealed".formatted(seal));
    }
    return MerkleTree.path(leaves, placed.index());
  }

  private List<Hash> pastPath(Seal seal, Seal latest) {
    if (seal.number() == latest.number()) {
      return List.of();
    }
    List<Hash> leaves = new ArrayList<>();
    MerkleTree tree = new MerkleTree();
    Hash previous = Hash.ZEROS;
    for (long number = 0; number < latest.number() - 1; number = leaves.size()) {
      List<SignedSeal> next = after(number, (int) Math.min(BATCH, latest.number() - 1 - number));
      for (SignedSeal each : next) {
        if (each.seal().number() != leaves.size() + 1 || !each.seal().previous().equals(previous)) {
          throw new NotProvable("%s is not chained to the one before it".formatted(each));
        }
        previous = each.seal().hash();
        tree.add(previous.bytes());
        leaves.add(MerkleTree.leaf(previous.bytes()));
      }
      if (next.isEmpty()) {
        break;
      }
    }
    if (leaves.size() != latest.number() - 1 || !tree.root().equals(latest.past())) {
      throw new NotProvable(
          "the seals before %s in MongoDB are not those that it names".formatted(latest));
    }
    return MerkleTree.path(leaves, (int) seal.number() - 1);
  }
}
