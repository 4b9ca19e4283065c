package io.minutebook.command.recovery;

import io.minutebook.command.seal.MongoSealTable;
import io.minutebook.log.Commit;
import io.minutebook.log.CommitAssembler;
import io.minutebook.log.LogFormatException;
import io.minutebook.seal.Hash;
import io.minutebook.seal.LogMark;
import io.minutebook.seal.MerkleTree;
import io.minutebook.seal.Seal;
import io.minutebook.seal.SealedHead;
import io.minutebook.seal.SignedSeal;
import io.minutebook.seal.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Brings the seals back from the topic that they were published to. Which heads a seal has is not
 * in there: it is read from the folder of seals, or else worked out again from the part of the log
 * that the seal says it read; either counts only if it has the root that was signed.
 */
final class SealsFromLog {

  private static final int PAGE = 1000;

  private final MongoSealTable table;
  private final Topic seals;
  private final Topic log;
  private final @Nullable Path folder;
  private final Map<Integer, CommitAssembler> assemblers = new HashMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private @Nullable SignedSeal last;
  private long count;

  /**
   * @param folder where seals were written to files as well; null: nowhere
   */
  SealsFromLog(MongoSealTable table, Topic seals, Topic log, @Nullable Path folder) {
    this.table = table;
    this.seals = seals;
    this.log = log;
    this.folder = folder;
  }

  /** Brings them all back; what cannot be is told by {@link #problems()}. */
  void run(SoleWriter alone, Progress progress) throws InterruptedException {
    Map<Integer, Topic.Range> extent = seals.extent().orElse(Map.of());
    Map<Integer, Topic.Range> events = log.extent().orElse(Map.of());
    Topic.Range range = extent.get(0);
    if (range == null || range.records() == 0) {
      return;
    }
    table.prepare();
    try (LogCursors cursors = new LogCursors(log, events)) {
      seals.read(
          0,
          range,
          batch -> {
            for (var each : batch) {
              alone.stillAlone();
              take(each, cursors);
            }
            progress.reached("Seals", count, Math.max(count, range.records()));
          });
    }
  }

  private void take(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> record, LogCursors cursors) {
    byte[] value = record.value();
    if (value == null) {
      return;
    }
    SignedSeal signed;
    try {
      signed = SignedSeal.read(value);
    } catch (Unreadable e) {
      problems.add(
          "the record %d of the seals' topic: %s".formatted(record.offset(), e.getMessage()));
      return;
    }
    SignedSeal before = last;
    long number = before == null ? 0 : before.seal().number();
    if (signed.seal().number() <= number) {
      return; // published twice
    }
    Hash previous = before == null ? Hash.ZEROS : before.seal().hash();
    if (signed.seal().number() != number + 1 || !signed.seal().previous().equals(previous)) {
      problems.add("%s does not follow seal %d: it was left out".formatted(signed, number));
      return;
    }
    heads(signed, cursors);
    if (table.count(signed)) {
      count++;
    } else {
      problems.add("another seal is stored as number " + signed.seal().number());
    }
    last = signed;
  }

  private void heads(SignedSeal signed, LogCursors cursors) {
    Map<String, SealedHead> changed = new TreeMap<>();
    for (LogMark mark : signed.seal().reached()) {
      cursors.readTo(mark.partition(), mark.offset(), each -> follow(each, changed));
    }
    List<SealedHead> found = List.copyOf(changed.values());
    List<SealedHead> heads = isSealed(found, signed.seal()) ? found : fromFile(signed);
    if (!isSealed(heads, signed.seal())) {
      problems.add(
          "which streams %s seals cannot be worked out: the log is not the one that it was made of; give the folder of its file with --seals"
              .formatted(signed));
      return;
    }
    for (int from = 0; from < heads.size(); from += PAGE) {
      table.write(signed, from, heads.subList(from, Math.min(heads.size(), from + PAGE)));
    }
  }

  private static boolean isSealed(List<SealedHead> heads, Seal seal) {
    MerkleTree tree = new MerkleTree();
    heads.forEach(head -> tree.add(head.line()));
    return heads.size() == seal.heads() && tree.root().equals(seal.root());
  }

  /** The heads in the file of a seal; none if there is no such file. */
  private List<SealedHead> fromFile(SignedSeal signed) {
    Path file =
        folder == null ? null : folder.resolve("seal-%08d.jsonl".formatted(signed.seal().number()));
    if (file == null || !Files.isRegularFile(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.skip(1).map(SealedHead::read).toList();
    } catch (IOException | UncheckedIOException | Unreadable e) {
      problems.add("%s cannot be read: %s".formatted(file, e.getMessage()));
      return List.of();
    }
  }

  private void follow(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Map<String, SealedHead> heads) {
    byte[] key = record.key();
    byte[] value = record.value();
    if (key == null || value == null) {
      return;
    }
    try {
      assemblers
          .computeIfAbsent(record.partition(), partition -> new CommitAssembler())
          .accept(
              record.offset(),
              new String(key, StandardCharsets.UTF_8),
              LoggedCommits.headers(record),
              value)
          .ifPresent(commit -> follow(commit, heads));
    } catch (LogFormatException e) {
      // whoever makes the commits anew has told of it
    }
  }

  private void follow(Commit commit, Map<String, SealedHead> heads) {
    if (commit.lastVersion() > versions.getOrDefault(commit.stream(), -1L)) {
      versions.put(commit.stream(), commit.lastVersion());
      heads.put(
          commit.stream(),
          new SealedHead(commit.stream(), commit.lastVersion(), Hash.of(commit.hash())));
    }
  }

  long count() {
    return count;
  }

  List<String> problems() {
    return problems;
  }
}
