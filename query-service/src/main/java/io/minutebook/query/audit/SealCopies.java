package io.minutebook.query.audit;

import io.minutebook.seal.Hash;
import io.minutebook.seal.MerkleTree;
import io.minutebook.seal.SealedHead;
import io.minutebook.seal.SignedSeal;
import io.minutebook.seal.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The copies of the seals: those in the topic, and those in a folder. */
final class SealCopies {

  private static final Pattern FILE = Pattern.compile("seal-(\\d+)\\.jsonl");

  private final Supplier<LogReader> topic;
  private final @Nullable Path folder;

  /**
   * @param topic opens a reader of the topic
   * @param folder null: there is none
   */
  SealCopies(Supplier<LogReader> topic, @Nullable Path folder) {
    this.topic = topic;
    this.folder = folder;
  }

  /** By number, the hash of each signed seal in the topic; what is none is a finding. */
  Map<Long, Hash> inTopic(Findings findings) {
    Map<Long, Hash> found = new HashMap<>();
    try (LogReader reader = topic.get()) {
      LogReader.Extent extent = reader.extentIfThere();
      for (TopicPartition partition : extent.partitions()) {
        reader.read(
            extent,
            partition,
            batch ->
                batch.forEach(
                    read -> {
                      byte[] value = read.value();
                      try {
                        take(
                            SignedSeal.read(value == null ? new byte[0] : value),
                            LogRecords.key(read),
                            found,
                            findings);
                      } catch (Unreadable e) {
                        broken(findings, read.offset() + 1, "offset " + read.offset(), e);
                      }
                    }));
      }
    }
    return found;
  }

  private static void take(
      SignedSeal signed, String key, Map<Long, Hash> found, Findings findings) {
    long number = signed.seal().number();
    Hash hash = Hash.taken(signed.bytes());
    Hash before = found.putIfAbsent(number, hash);
    if ((before != null && !before.equals(hash)) || !key.equals(Long.toString(number))) {
      findings.add(
          Finding.Kind.SEAL_DIFFERS,
          SealCheck.SEALS,
          number,
          key.equals(Long.toString(number)) ? "signed" : "key",
          "the topic has seal %d under the key '%s', or twice and not the same"
              .formatted(number, key));
    }
  }

  private static void broken(Findings findings, long number, String where, Exception e) {
    findings.add(
        Finding.Kind.SEAL_BROKEN,
        SealCheck.SEALS,
        number,
        "signed",
        "%s: %s".formatted(where, e.getMessage()));
  }

  /** Whether there is a folder. */
  boolean hasFolder() {
    return folder != null;
  }

  /** The numbers of the seals that have a file in the folder, whatever is in it. */
  NavigableSet<Long> numbersInFolder() {
    NavigableSet<Long> numbers = new TreeSet<>();
    for (Path file : files()) {
      Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
      if (name.matches()) {
        try {
          numbers.add(number(name));
        } catch (Unreadable e) {
          // told where the files are read
        }
      }
    }
    return numbers;
  }

  /** When a file came into the folder last; of an empty one when that was made, or emptied. */
  Instant lastWritten() {
    Path whole = Objects.requireNonNull(folder);
    try {
      Instant written = Instant.MIN;
      for (Path file : files()) {
        if (FILE.matcher(String.valueOf(file.getFileName())).matches()) {
          Instant at = Files.getLastModifiedTime(file).toInstant();
          written = at.isAfter(written) ? at : written;
        }
      }
      return written.equals(Instant.MIN) ? Files.getLastModifiedTime(whole).toInstant() : written;
    } catch (IOException e) {
      throw new AuditImpossible("cannot read the folder of seals: " + e.getMessage(), e);
    }
  }

  private List<Path> files() {
    if (folder == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new AuditImpossible("cannot read the folder of seals: " + e.getMessage(), e);
    }
  }

  /** By number, the hash of each signed seal in the folder; what is none is a finding. */
  Map<Long, Hash> inFolder(Findings findings) {
    Map<Long, Hash> found = new HashMap<>();
    for (Path file : files()) {
      Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
      if (name.matches()) {
        long number = 0;
        try {
          number = number(name);
          found.put(number, Hash.taken(checked(file, number).bytes()));
        } catch (IOException | Unreadable e) {
          broken(findings, number, name.group(), e);
        }
      }
    }
    return found;
  }

  private static long number(Matcher name) {
    try {
      long number = Long.parseLong(name.group(1));
      if (fileOf(number).equals(name.group())) {
        return number;
      }
    } catch (NumberFormatException e) {
      // more digits than any number of a seal has
    }
    throw new Unreadable("no seal's file has that name", null);
  }

  private static String fileOf(long number) {
    return "seal-%08d.jsonl".formatted(number);
  }

  private static SignedSeal checked(Path file, long number) throws IOException {
    MerkleTree tree = new MerkleTree();
    SignedSeal signed = read(file, line -> tree.add(line.getBytes(StandardCharsets.UTF_8)));
    if (signed.seal().number() != number
        || tree.size() != signed.seal().heads()
        || !tree.root().equals(signed.seal().root())) {
      throw new Unreadable("its heads, or its number, are not those that were sealed", null);
    }
    return signed;
  }

  private static SignedSeal read(Path file, Consumer<String> heads) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      var each = lines.iterator();
      if (!each.hasNext()) {
        throw new Unreadable("it is empty", null);
      }
      SignedSeal signed = SignedSeal.read(each.next());
      each.forEachRemaining(heads);
      return signed;
    } catch (UncheckedIOException e) {
      throw new Unreadable("it is no text: " + e.getMessage(), e);
    }
  }

  /** The heads in a seal's file, as far as they can be read. */
  List<SealedHead> headsInFolder(long number) {
    List<SealedHead> heads = new ArrayList<>();
    if (folder != null) {
      try {
        read(folder.resolve(fileOf(number)), line -> heads.add(SealedHead.read(line)));
      } catch (IOException | Unreadable e) {
        return heads;
      }
    }
    return heads;
  }
}
