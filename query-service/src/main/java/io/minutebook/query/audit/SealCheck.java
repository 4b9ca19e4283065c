package io.minutebook.query.audit;

import io.minutebook.seal.Hash;
import io.minutebook.seal.MerkleTree;
import io.minutebook.seal.Seal;
import io.minutebook.seal.SealKeys;
import io.minutebook.seal.SealedHead;
import io.minutebook.seal.SignedSeal;
import io.minutebook.seal.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks the seals themselves: that none is missing, each names the one before it, is signed, and
 * holds the heads of which its root was taken; and that the store, the topic and a folder hold the
 * same ones. The copies are read first: whatever they have, the store must have. What the sealed
 * heads say of the streams is checked with the streams.
 */
final class SealCheck {

  /** Under this name findings about seals themselves stand; their version is the seal's number. */
  static final String SEALS = "seals";

  private static final int BATCH = 200;

  /** So long a sealer may take to publish what it has stored. */
  private static final Duration PUBLISHED_WITHIN = Duration.ofMinutes(10);

  private final Seals seals;
  private final SealKeys keys;
  private final Scope scope;
  private final Findings findings;
  private final SealCopies copies;
  private final SealedHeads known = new SealedHeads();
  private final Set<Long> unpublished = new TreeSet<>();
  private final MerkleTree past = new MerkleTree();
  private @Nullable Seal last;

  SealCheck(Seals seals, SealKeys keys, Scope scope, Findings findings, SealCopies copies) {
    this.seals = seals;
    this.keys = keys;
    this.scope = scope;
    this.findings = findings;
    this.copies = copies;
  }

  /** Checks all seals; which of them count. */
  SealedHeads run(Progress progress) {
    Map<Long, Hash> inTopic = new TreeMap<>(copies.inTopic(findings));
    Map<Long, Hash> inFolder = new TreeMap<>(copies.inFolder(findings));
    checkNames();
    long number = 0;
    long done = 0;
    List<Seals.Stored> next = seals.after(number, BATCH);
    while (!next.isEmpty()) {
      for (Seals.Stored stored : next) {
        check(stored);
        compare(stored, inTopic.remove(stored.number()), inFolder.remove(stored.number()));
        progress.reached("Seals", ++done, done);
      }
      number = next.getLast().number();
      next = seals.after(number, BATCH);
    }
    if (!unpublished.isEmpty()) {
      // it may have been a moment ago
      unpublished.removeAll(copies.inTopic(findings).keySet());
      for (long each : unpublished) {
        findings.add(Finding.Kind.SEAL_MISSING, SEALS, each, "the topic lacks seal " + each);
      }
    }
    inTopic.keySet().forEach(each -> missing(each, "the topic"));
    inFolder.keySet().forEach(each -> missing(each, "the folder"));
    return known;
  }

  /** What lies under no number is not met where they are read by their numbers. */
  private void checkNames() {
    for (Object name : seals.names()) {
      if (!(name instanceof Number)) {
        broken(0, "_id", "it lies under '%s', which is no number".formatted(name));
      }
    }
  }

  private void missing(long number, String where) {
    findings.add(
        Finding.Kind.SEAL_MISSING,
        SEALS,
        number,
        "%s has seal %d, the store does not".formatted(where, number));
    copies.headsInFolder(number).forEach(known::alsoSealed);
  }

  private void compare(Seals.Stored stored, @Nullable Hash topic, @Nullable Hash folder) {
    SignedSeal signed = stored.signed();
    if (signed == null) {
      return;
    }
    Hash here = Hash.taken(signed.bytes());
    if (topic != null && !topic.equals(here)) {
      differs(stored.number(), "the topic");
    } else if (topic == null
        && signed.seal().at().isBefore(Instant.now().minus(PUBLISHED_WITHIN))) {
      unpublished.add(stored.number());
    }
    if (folder != null && !folder.equals(here)) {
      differs(stored.number(), "the folder");
      copies.headsInFolder(stored.number()).forEach(known::alsoSealed);
    }
  }

  private void differs(long number, String where) {
    findings.add(
        Finding.Kind.SEAL_DIFFERS,
        SEALS,
        number,
        "signed",
        "seal %d in the store is not that of %s".formatted(number, where));
  }

  private void check(Seals.Stored stored) {
    SignedSeal signed = stored.signed();
    long expected = last == null ? 1 : last.number() + 1;
    if (signed == null) {
      broken(stored.number(), "signed", stored.problem());
      return;
    }
    Seal seal = signed.seal();
    if (stored.number() != expected) {
      findings.add(
          Finding.Kind.SEAL_MISSING,
          SEALS,
          expected,
          "the store goes on with seal %d".formatted(stored.number()));
    } else if (!seal.previous().equals(last == null ? Hash.ZEROS : last.hash())) {
      broken(stored.number(), "previous", "it is not chained to the one before it");
    } else if (!seal.past().equals(past.root())) {
      broken(stored.number(), "past", "it is not chained to all before it");
    } else if (last != null && seal.at().isBefore(last.at())) {
      broken(stored.number(), "at", "it is dated before the one before it");
    }
    if (!keys.isEmpty()) {
      keys.problem(signed).ifPresent(problem -> broken(stored.number(), "signature", problem));
    }
    if (scope.equals(Scope.ALL)) {
      checkHeads(signed);
    }
    known.add(seal.number(), seal.hash());
    past.add(seal.hash().bytes());
    last = seal;
  }

  private void checkHeads(SignedSeal signed) {
    MerkleTree tree = new MerkleTree();
    try (Seals.Heads heads = seals.headsOf(signed)) {
      while (heads.hasNext()) {
        SealedHead head = heads.next();
        tree.add(head.line());
      }
    } catch (Unreadable e) {
      broken(signed.seal().number(), "heads", String.valueOf(e.getMessage()));
      return;
    }
    if (tree.size() != signed.seal().heads() || !tree.root().equals(signed.seal().root())) {
      broken(
          signed.seal().number(),
          tree.size() == signed.seal().heads() ? "root" : "heads",
          "its %d heads in the store are not the %d that it sealed"
              .formatted(tree.size(), signed.seal().heads()));
    }
  }

  private void broken(long number, String field, String detail) {
    findings.add(
        Finding.Kind.SEAL_BROKEN, SEALS, number, field, "seal %d: %s".formatted(number, detail));
  }
}
