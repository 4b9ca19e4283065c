package io.minutebook.command.recovery;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** An archive that was found to be exactly as it was written. */
final class ArchiveFile implements AutoCloseable {

  private static final int LONGEST_LINE = 256 << 20;
  private static final int LONGEST_MANIFEST = 1 << 20;

  private final ZipFile zip;
  private final Manifest manifest;
  private final String digest;

  private ArchiveFile(ZipFile zip, Manifest manifest, String digest) {
    this.zip = zip;
    this.manifest = manifest;
    this.digest = digest;
  }

  /**
   * Checks every byte of an archive and opens it.
   *
   * @throws RecoveryRefused if it is damaged or not whole, naming what is
   */
  static ArchiveFile open(Path file, Progress progress) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    progress.reached("Check of the archive", 0, 2);
    String digest = ArchiveWriter.digestOf(file);
    if (!end(file).equals(ArchiveWriter.COMMENT + digest)) {
      throw damaged(file, whatIsDamaged(file));
    }
    progress.reached("Check of the archive", 1, 2);
    ZipFile zip = zip(file);
    try {
      Manifest manifest = manifest(zip);
      List<String> wrong = wrongParts(zip, manifest);
      if (!wrong.isEmpty()) {
        throw damaged(file, String.join("; ", wrong));
      }
      progress.reached("Check of the archive", 2, 2);
      return new ArchiveFile(zip, manifest, digest);
    } catch (IllegalArgumentException e) {
      zip.close();
      throw new RecoveryRefused("%s cannot be used: %s".formatted(file, e.getMessage()), e);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static RecoveryRefused damaged(Path file, String what) {
    return new RecoveryRefused(
        "%s is damaged, and nothing was written: %s; take another backup".formatted(file, what));
  }

  private static String end(Path file) throws IOException {
    byte[] end = new byte[ArchiveWriter.COMMENT.length() + ArchiveWriter.DIGITS];
    try (RandomAccessFile read = new RandomAccessFile(file.toFile(), "r")) {
      if (read.length() < end.length) {
        return "";
      }
      read.seek(read.length() - end.length);
      read.readFully(end);
    }
    return new String(end, StandardCharsets.ISO_8859_1);
  }

  private static ZipFile zip(Path file) throws IOException {
    return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
  }

  /** For a person; whatever it says, the archive is not used. */
  private static String whatIsDamaged(Path file) {
    try (ZipFile zip = zip(file)) {
      List<String> wrong = wrongParts(zip, manifest(zip));
      return wrong.isEmpty()
          ? "its parts are as they were, what is around them is not"
          : String.join("; ", wrong);
    } catch (IOException e) {
      return "its end is missing, or it is no archive of Minutebook (%s)".formatted(e.getMessage());
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Manifest manifest(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(Manifest.NAME);
    if (entry == null) {
      throw new IllegalArgumentException("it has no part " + Manifest.NAME);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return Manifest.read(in.readNBytes(LONGEST_MANIFEST));
    }
  }

  private static List<String> wrongParts(ZipFile zip, Manifest manifest) {
    List<String> wrong = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    zip.stream().map(ZipEntry::getName).forEach(names::add);
    names.remove(Manifest.NAME);
    for (Manifest.Part part : manifest.parts()) {
      names.remove(part.name());
      ZipEntry entry = zip.getEntry(part.name());
      if (entry == null) {
        wrong.add("the part " + part.name() + " is missing");
        continue;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        if (!digestOf(in).equals(part.sha256())) {
          wrong.add("the part " + part.name() + " is not what its digest was taken of");
        }
      } catch (IOException e) {
        wrong.add("the part %s cannot be unpacked (%s)".formatted(part.name(), e.getMessage()));
      }
    }
    names.forEach(
        name -> wrong.add("there is a part " + name + " that its manifest does not name"));
    return wrong;
  }

  private static String digestOf(InputStream in) throws IOException {
    Sha256 digest = new Sha256();
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.add(buffer, read);
    }
    return digest.hex();
  }

  Manifest manifest() {
    return manifest;
  }

  /** By which the archive is known: the SHA-256 of all of it but its last 64 bytes. */
  String digest() {
    return digest;
  }

  /** Hands over the lines of a part, without their ends. */
  void lines(String name, Consumer<byte[]> lines) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return;
    }
    try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
      for (int read = in.read(); read >= 0; read = in.read()) {
        if (read == '\n') {
          lines.accept(line.toByteArray());
          line.reset();
        } else if (line.size() < LONGEST_LINE) {
          line.write(read);
        } else {
          throw new IllegalArgumentException("a line of the part " + name + " is too long");
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
