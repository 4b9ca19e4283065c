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
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks the seals themselves: that none is missing, each names the one before it, is signed, and
 * holds the heads of which its root was taken; and that the store, the topic and a folder hold the
 * same ones. The copies are read first: whatever they have, the store must have. The other way
 * round a seal may just have been made: of the topic and the folder one is asked for that is older
 * than it takes to get there. What the sealed heads say of the streams is checked with the streams.
 */
final class SealCheck {

  /** Under this name findings about seals themselves stand; their version is the seal's number. */
  static final String SEALS = "seals";

  private static final int BATCH = 200;

  /** So long a sealer may take to publish what it has stored, and to write it to its folder. */
  private static final Duration PUBLISHED_WITHIN = Duration.ofMinutes(10);

  private final Seals seals;
  private final SealKeys keys;
  private final Scope scope;
  private final Findings findings;
  private final SealCopies copies;
  private final Duration copied;
  private final SealedHeads known = new SealedHeads();
  private final Set<Long> unpublished = new TreeSet<>();

  /** When the seals were made that had no file in the folder. */
  private final NavigableMap<Long, Instant> unkept = new TreeMap<>();

  private long unkeptFrom;
  private final MerkleTree past = new MerkleTree();
  private @Nullable Seal last;

  /**
   * @param keys those that may have signed seals; none: signatures are not checked
   */
  SealCheck(
      Seals seals, SealKeys keys, VerifyOptions options, Findings findings, SealCopies copies) {
    this.seals = seals;
    this.keys = keys;
    this.scope = options.scope();
    this.copied = options.copied();
    this.findings = findings;
    this.copies = copies;
  }

  /** Checks all seals; which of them count. */
  SealedHeads run(Progress progress) {
    Map<Long, Hash> inTopic = new TreeMap<>(copies.inTopic(findings));
    NavigableSet<Long> files = copies.numbersInFolder();
    Map<Long, Hash> inFolder = new TreeMap<>(copies.inFolder(findings));
    long total = checkNames();
    long number = 0;
    long done = 0;
    List<Seals.Stored> next = seals.after(number, BATCH);
    while (!next.isEmpty()) {
      for (Seals.Stored stored : next) {
        check(stored);
        compare(stored, inTopic.remove(stored.number()), inFolder.remove(stored.number()));
        noteUnkept(stored, files);
        progress.reached("Seals", ++done, Math.max(done, total));
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
    if (!unkept.isEmpty()) {
      findUnkept(files);
    }
    inTopic.keySet().forEach(each -> missing(each, "the topic"));
    inFolder.keySet().forEach(each -> missing(each, "the folder"));
    return known;
  }

  /**
   * The number of the first seal that is too new to be asked for in the folder; 0: there is none.
   */
  long unkeptFrom() {
    return unkeptFrom;
  }

  private void noteUnkept(Seals.Stored stored, Set<Long> files) {
    if (copies.hasFolder() && !files.contains(stored.number())) {
      SignedSeal signed = stored.signed();
      unkept.put(stored.number(), signed == null ? Instant.MIN : signed.seal().at());
    }
  }

  /**
   * Files come in the order of their numbers, and stay: whatever is before the last one that was
   * there at first must be there now, however new it is. What comes after the last one may still be
   * on its way, also when it is old, if the folder is being filled.
   */
  private void findUnkept(NavigableSet<Long> filesAtFirst) {
    NavigableSet<Long> files = copies.numbersInFolder();
    unkept.keySet().removeAll(files);
    long last = filesAtFirst.isEmpty() ? 0 : filesAtFirst.getLast();
    Duration time =
        files.isEmpty() && copied.compareTo(PUBLISHED_WITHIN) > 0 ? PUBLISHED_WITHIN : copied;
    Instant now = Instant.now();
    Instant since = now.minus(time);
    boolean filled = copies.lastWritten().isBefore(now.minus(PUBLISHED_WITHIN));
    unkept.forEach(
        (number, at) -> {
          if (number < last || (filled && at.isBefore(since))) {
            findings.add(
                Finding.Kind.SEAL_MISSING,
                SEALS,
                number,
                files.isEmpty()
                    ? "the folder has none of the seals, not even seal " + number
                    : "the folder lacks seal " + number);
          } else if (unkeptFrom == 0) {
            unkeptFrom = number;
          }
        });
  }

  /** What lies under no number is not met where they are read by their numbers. */
  private long checkNames() {
    long count = 0;
    for (Object name : seals.names()) {
      count++;
      if (!(name instanceof Number)) {
        broken(0, "_id", "it lies under '%s', which is no number".formatted(name));
      }
    }
    return count;
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
