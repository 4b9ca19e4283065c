package io.minutebook.seal;

import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import java.util.List;
import java.util.Optional;

/** Checks a proof with nothing but public keys, and the hash of a seal that was kept elsewhere. */
public final class ProofCheck {

  private final SealKeys keys;
  private final Optional<Hash> kept;

  /**
   * @param kept the hash of the seal that the proof must lead to; empty: whatever it leads to
   */
  public ProofCheck(SealKeys keys, Optional<Hash> kept) {
    this.keys = keys;
    this.kept = kept;
  }

  /** What a proof comes to. */
  public sealed interface Verdict {}

  /** The entry stood in the sealed history, and this is what it said there. */
  public record Holds(EntryStory story) implements Verdict {}

  /** The proof shows nothing; the reason is for a person. */
  public record Fails(String reason) implements Verdict {}

  /**
   * Checks a proof.
   *
   * @throws Unreadable if what it proves cannot be read by this program
   */
  public Verdict check(Proof proof) {
    Optional<String> problem =
        ofCommits(proof)
            .or(() -> ofHead(proof))
            .or(() -> keys.problem(proof.seal()))
            .or(() -> keys.problem(proof.latest()))
            .or(() -> ofPast(proof))
            .or(() -> ofKept(proof));
    if (problem.isPresent()) {
      return new Fails(problem.get());
    }
    return EntryStory.of(proof.entry().entry(), proof.commits())
        .<Verdict>map(Holds::new)
        .orElseGet(
            () ->
                new Fails(
                    "the sealed minutes of %s have no entry %s"
                        .formatted(proof.entry().meeting(), proof.entry().entry())));
  }

  private static Optional<String> ofCommits(Proof proof) {
    if (proof.commits().isEmpty()) {
      return Optional.of("the proof holds no commits");
    }
    Head head = null;
    for (Commit commit : proof.commits()) {
      if (!commit.isIntact()) {
        return Optional.of("%s is not what its hash was taken of".formatted(commit));
      }
      if (!commit.follows(head)) {
        return Optional.of("%s is not chained to the commit before it".formatted(commit));
      }
      head = commit.head();
    }
    return Optional.empty();
  }

  private static Optional<String> ofHead(Proof proof) {
    Commit last = proof.commits().getLast();
    SealedHead head = new SealedHead(last.stream(), last.lastVersion(), Hash.of(last.hash()));
    Seal seal = proof.seal().seal();
    return MerkleTree.holds(seal.root(), seal.heads(), proof.index(), head.line(), proof.path())
        ? Optional.empty()
        : Optional.of("seal %d does not hold %s with this hash".formatted(seal.number(), head));
  }

  private static Optional<String> ofPast(Proof proof) {
    Seal seal = proof.seal().seal();
    Seal latest = proof.latest().seal();
    List<Hash> past = proof.past();
    boolean holds =
        seal.number() == latest.number()
            ? seal.equals(latest) && past.isEmpty()
            : MerkleTree.holds(
                latest.past(), latest.number() - 1, seal.number() - 1, seal.hash().bytes(), past);
    return holds
        ? Optional.empty()
        : Optional.of(
            "seal %d is not in the past that seal %d names"
                .formatted(seal.number(), latest.number()));
  }

  private Optional<String> ofKept(Proof proof) {
    Seal latest = proof.latest().seal();
    return kept.filter(hash -> !hash.equals(latest.hash()))
        .map(
            hash ->
                "seal %d, to which the proof leads, has the hash %s, and the seal that was kept has %s (of an earlier seal? then prove with --until)"
                    .formatted(latest.number(), latest.hash(), hash));
  }
}
