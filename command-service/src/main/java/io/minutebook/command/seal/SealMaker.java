package io.minutebook.command.seal;

import io.minutebook.command.Sealing;
import io.minutebook.seal.Hash;
import io.minutebook.seal.LogMark;
import io.minutebook.seal.MerkleTree;
import io.minutebook.seal.Seal;
import io.minutebook.seal.SealedHead;
import io.minutebook.seal.SignedSeal;
import io.minutebook.seal.Unreadable;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes seals of what the log holds. Several may work at the same time: one of them has a number,
 * the others begin again behind it. Being stopped anywhere leaves nothing that counts by half. Not
 * for several threads.
 */
public final class SealMaker {

  private static final Logger LOG = LoggerFactory.getLogger(SealMaker.class);
  private static final int WRITTEN_TOGETHER = 1_000;

  private final SealTable table;
  private final SealLog log;
  private final SigningKey key;
  private final int mostHeads;
  private final Clock clock;

  /** The hashes of all seals up to the last one, once they have been read. */
  private @Nullable Past past;

  /** How far nothing new was found behind a seal; only saves reading it again. */
  private @Nullable NothingNew nothingNew;

  private record Past(Optional<Seal> last, MerkleTree tree) {}

  private record NothingNew(Hash behind, Map<Integer, LogMark> marks) {}

  /**
   * @param mostHeads how many heads one seal may have; a few more, as a batch of records has them
   */
  public SealMaker(SealTable table, SealLog log, SigningKey key, int mostHeads, Clock clock) {
    this.table = table;
    this.log = log;
    this.key = key;
    this.mostHeads = mostHeads;
    this.clock = clock;
  }

  /**
   * Seals what is in the log by now.
   *
   * @return the seals that were made, in order
   * @throws NotSealable if something must not be sealed
   */
  List<SignedSeal> sealAll() throws ExecutionException, InterruptedException {
    List<SignedSeal> made = new ArrayList<>();
    boolean more = true;
    while (more) {
      Past before = pastUpToLast();
      // asked after the last seal was read, so that the log is not behind what that has seen
      Changes changes = changesSince(before, log.ends());
      if (changes.heads.isEmpty()) {
        before.last.ifPresent(last -> nothingNew = new NothingNew(last.hash(), changes.marks));
        return made;
      }
      SignedSeal sealed = signed(before, changes);
      write(sealed, changes.heads);
      if (table.count(sealed)) {
        before.tree.add(sealed.seal().hash().bytes());
        past = new Past(Optional.of(sealed.seal()), before.tree);
        made.add(sealed);
        LOG.info(
            "Seal {} of {} streams: {}",
            sealed.seal().number(),
            sealed.seal().heads(),
            sealed.seal().hash());
        more = changes.unread;
      } else {
        LOG.info("Another instance made seal {} first", sealed.seal().number());
        past = null;
      }
    }
    return made;
  }

  /** The seals so far; they are read and checked once, and later only if another one was made. */
  private Past pastUpToLast() {
    Optional<SignedSeal> last = lastSeal();
    Past known = past;
    if (known != null && known.last.equals(last.map(SignedSeal::seal))) {
      return known;
    }
    MerkleTree tree = new MerkleTree();
    Seal[] reached = new Seal[1];
    table.after(
        0,
        signed -> {
          Seal seal = signed.seal();
          if (last.isPresent() && seal.number() > last.get().seal().number()) {
            return;
          }
          Seal before = reached[0];
          if (seal.number() != (before == null ? 1 : before.number() + 1)
              || !seal.previous().equals(before == null ? Hash.ZEROS : before.hash())
              || !seal.past().equals(tree.root())) {
            throw new NotSealable(
                "%s in MongoDB is not chained to the one before it".formatted(seal));
          }
          checkSignature(signed);
          tree.add(seal.hash().bytes());
          reached[0] = seal;
        });
    last.ifPresent(table::clean);
    Past read = new Past(last.map(SignedSeal::seal), tree);
    past = read;
    return read;
  }

  private Optional<SignedSeal> lastSeal() {
    try {
      return table.last();
    } catch (Unreadable e) {
      throw new NotSealable("the last seal in MongoDB cannot be read: " + e.getMessage());
    }
  }

  /** Earlier keys are not known here: what they signed is checked by whoever has them. */
  private void checkSignature(SignedSeal signed) {
    if (signed.seal().key().equals(key.id())) {
      key.check()
          .problem(signed)
          .ifPresent(
              problem -> {
                throw new NotSealable(problem);
              });
    }
  }

  /**
   * What has changed since the last seal.
   *
   * @param unread whether there was more than one seal holds
   */
  private record Changes(List<SealedHead> heads, Map<Integer, LogMark> marks, boolean unread) {}

  private Changes changesSince(Past before, Map<Integer, Long> ends) {
    Map<Integer, LogMark> marks = marksOf(before);
    ChangedHeads heads = new ChangedHeads(table, before.last.isEmpty());
    Map<Integer, LogMark> reached = new TreeMap<>(marks);
    boolean unread = false;
    for (Map.Entry<Integer, Long> end : new TreeMap<>(ends).entrySet()) {
      int partition = end.getKey();
      LogMark mark = marks.getOrDefault(partition, beginning(partition));
      if (heads.size() >= mostHeads) {
        unread = true;
      } else {
        LogPart part = read(mark, heads, end.getValue());
        reached.put(partition, part.mark());
        unread |= heads.size() >= mostHeads;
      }
    }
    return new Changes(heads.confirmed(), reached, unread);
  }

  private LogPart read(LogMark mark, ChangedHeads heads, long end) {
    LogPart part = new LogPart(mark, heads, mostHeads);
    if (part.read(log, end)) {
      return part;
    }
    LOG.warn(
        "Partition {} of the log {} is not the one that was sealed up to offset {}: it was cut off"
            + " or made anew. Reading it from its beginning",
        mark.partition(),
        log.topic(),
        mark.offset());
    LogPart whole = new LogPart(beginning(mark.partition()), heads, mostHeads);
    whole.read(log, end);
    return whole;
  }

  private Map<Integer, LogMark> marksOf(Past before) {
    Seal last = before.last.orElse(null);
    if (last == null || !last.topic().equals(log.topic())) {
      return Map.of();
    }
    NothingNew known = nothingNew;
    if (known != null && known.behind.equals(last.hash())) {
      return known.marks;
    }
    Map<Integer, LogMark> marks = new TreeMap<>();
    last.reached().forEach(mark -> marks.put(mark.partition(), mark));
    return marks;
  }

  private static LogMark beginning(int partition) {
    return new LogMark(partition, 0, null);
  }

  private SignedSeal signed(Past before, Changes changes) {
    MerkleTree tree = new MerkleTree();
    changes.heads.forEach(head -> tree.add(head.line()));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant lastAt = before.last.map(Seal::at).orElse(now);
    return key.sign(
        new Seal(
            before.last.map(Seal::number).orElse(0L) + 1,
            now.isBefore(lastAt) ? lastAt : now,
            before.last.map(Seal::hash).orElse(Hash.ZEROS),
            before.tree.root(),
            changes.heads.size(),
            tree.root(),
            log.topic(),
            List.copyOf(changes.marks.values()),
            key.id()));
  }

  private void write(SignedSeal seal, List<SealedHead> heads) {
    for (int from = 0; from < heads.size(); from += WRITTEN_TOGETHER) {
      table.write(seal, from, heads.subList(from, Math.min(heads.size(), from + WRITTEN_TOGETHER)));
    }
  }

  /** What is told of a seal. */
  static Sealing.Made told(SignedSeal signed) {
    Seal seal = signed.seal();
    return new Sealing.Made(
        seal.number(), seal.at(), seal.hash().toString(), seal.heads(), seal.key().toString());
  }
}
