package io.minutebook.command.seal;

import io.minutebook.seal.MerkleTree;
import io.minutebook.seal.SignedSeal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder with one file a seal: its signed header in the first line, its heads in the others. A
 * file is whole or not there; one that is there is not touched again.
 */
final class SealFolder {

  private final Path folder;

  SealFolder(Path folder) {
    this.folder = folder;
  }

  static String name(long number) {
    return "seal-%08d.jsonl".formatted(number);
  }

  /** Writes the files of those seals up to that one that have none. */
  void complete(SealTable table, SignedSeal last) {
    try {
      Files.createDirectories(folder);
      Set<String> there = new HashSet<>();
      try (Stream<Path> files = Files.list(folder)) {
        files.forEach(file -> there.add(file.getFileName().toString()));
      }
      long first = 1;
      while (first <= last.seal().number() && there.contains(name(first))) {
        first++;
      }
      if (first == last.seal().number()) {
        write(table, last);
      } else if (first < last.seal().number()) {
        table.after(
            first - 1,
            seal -> {
              if (!there.contains(name(seal.seal().number()))) {
                write(table, seal);
              }
            });
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(SealTable table, SignedSeal seal) {
    Path file = folder.resolve(name(seal.seal().number()));
    try {
      Path half = Files.createTempFile(folder, "seal-", ".half");
      try {
        writeTo(half, table, seal);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(half);
      }
      syncFolder();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeTo(Path half, SealTable table, SignedSeal seal) throws IOException {
    MerkleTree tree = new MerkleTree();
    try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
      line(out, seal.bytes());
      table.heads(
          seal,
          head -> {
            byte[] line = head.line();
            tree.add(line);
            line(out, line);
          });
      out.flush();
      channel.force(true);
    }
    if (tree.size() != seal.seal().heads() || !tree.root().equals(seal.seal().root())) {
      throw new NotSealable(
          "the heads of %s in MongoDB are not those that it sealed".formatted(seal));
    }
  }

  private static void line(OutputStream out, byte[] line) {
    try {
      out.write(line);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So that the file's name is on the disk as well, where a folder can be synced. */
  private void syncFolder() {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notSupported) {
      // Windows opens no folders; the name is then written when the system likes
    }
  }
}
