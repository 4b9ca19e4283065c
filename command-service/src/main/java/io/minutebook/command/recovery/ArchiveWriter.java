package io.minutebook.command.recovery;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an archive: a zip file whose comment, its last bytes, holds the SHA-256 of all that is
 * before it. Until {@link #finish} it has another name.
 */
final class ArchiveWriter implements AutoCloseable {

  /** What the comment begins with; 64 hexadecimal digits follow, and then the file ends. */
  static final String COMMENT = "minutebook archive, sha256 of all before this digest: ";

  static final int DIGITS = 64;

  private final Path file;
  private final Path half;
  private final ZipOutputStream zip;
  private final List<Manifest.Part> parts = new ArrayList<>();

  ArchiveWriter(Path file) throws IOException {
    this.file = file.toAbsolutePath();
    this.half = this.file.resolveSibling(this.file.getFileName() + ".half");
    this.zip =
        new ZipOutputStream(
            new BufferedOutputStream(Files.newOutputStream(half), 1 << 16), StandardCharsets.UTF_8);
  }

  /** Writes lines, each ended by a line feed. */
  interface Lines {
    void to(LineSink sink);
  }

  /** Takes the lines of one part. */
  final class LineSink {
    private final Sha256 digest = new Sha256();
    private long bytes;

    void line(byte[] line) {
      write(line);
      write(new byte[] {'\n'});
    }

    private void write(byte[] written) {
      digest.add(written);
      bytes += written.length;
      try {
        zip.write(written);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  void part(String name, Lines lines) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    LineSink sink = new LineSink();
    lines.to(sink);
    zip.closeEntry();
    parts.add(new Manifest.Part(name, sink.bytes, sink.digest.hex()));
  }

  List<Manifest.Part> parts() {
    return List.copyOf(parts);
  }

  /** Adds the manifest and gives the file its name, once it is on the disk. */
  void finish(Manifest manifest) throws IOException {
    zip.putNextEntry(new ZipEntry(Manifest.NAME));
    zip.write(manifest.write());
    zip.closeEntry();
    zip.setComment(COMMENT + "0".repeat(DIGITS));
    zip.close();
    String digest = digestOf(half);
    try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
      ByteBuffer digits = ByteBuffer.wrap(digest.getBytes(StandardCharsets.US_ASCII));
      long at = channel.size() - DIGITS;
      while (digits.hasRemaining()) {
        at += channel.write(digits, at);
      }
      channel.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The SHA-256 of a file without its last 64 bytes, which hold it. */
  static String digestOf(Path file) throws IOException {
    Sha256 digest = new Sha256();
    long left = Files.size(file) - DIGITS;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException(file + " became shorter while it was read");
        }
        digest.add(buffer, read);
        left -= read;
      }
    }
    return digest.hex();
  }

  /** Leaves nothing behind unless it was finished. */
  @Override
  public void close() throws IOException {
    try {
      zip.close();
    } finally {
      Files.deleteIfExists(half);
    }
  }
}
