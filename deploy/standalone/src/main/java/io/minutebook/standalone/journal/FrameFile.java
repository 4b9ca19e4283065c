package io.minutebook.standalone.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32C;

/** A file of frames: a header (magic, generation, salt, first sequence number, CRC) and frames. */
final class FrameFile {

  private static final long MAGIC = 0x4D42_4A4F_5552_4E31L; // "MBJOURN1"
  static final int HEADER = 36;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /** The identity of a file. The salt keeps frames of another file from being taken for its own. */
  record Header(long generation, long salt, long firstSequence) {

    static Header fresh(long generation, long firstSequence) {
      return new Header(generation, ThreadLocalRandom.current().nextLong(), firstSequence);
    }

    private ByteBuffer encode() {
      ByteBuffer buffer =
          ByteBuffer.allocate(HEADER)
              .putLong(MAGIC)
              .putLong(generation)
              .putLong(salt)
              .putLong(firstSequence);
      CRC32C crc = new CRC32C();
      crc.update(buffer.array(), 0, HEADER - 4);
      return buffer.putInt((int) crc.getValue()).flip();
    }
  }

  /** Where the good frames end, the next sequence number, and whether an end mark was the last. */
  record Contents(Header header, long end, long size, long nextSequence, boolean complete) {}

  private FrameFile() {}

  /** Creates a file that, once it has its name, has its header too. */
  static FileChannel create(Path file, Header header) throws IOException {
    Path draft = draft(file);
    FileChannel channel = openDraft(draft, header);
    channel.force(true);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    syncFolder(file);
    return channel;
  }

  static Path draft(Path file) {
    return file.resolveSibling(file.getFileName() + ".tmp");
  }

  static FileChannel openDraft(Path draft, Header header) throws IOException {
    FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    ByteBuffer encoded = header.encode();
    while (encoded.hasRemaining()) {
      channel.write(encoded);
    }
    return channel;
  }

  static void syncFolder(Path file) throws IOException {
    try (FileChannel folder =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /**
   * Reads frames until the end, an end mark (an empty frame), or the first bad one.
   *
   * @throws CorruptJournalException when a good frame follows a bad one, or the header is bad
   */
  static Contents read(Path file, Replay replay) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      long size = channel.size();
      if (size < HEADER) {
        throw new CorruptJournalException(
            "%s is too short (%d bytes). %s"
                .formatted(file, size, CorruptJournalException.WHAT_TO_DO));
      }
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
      Header header = header(file, bytes);
      long offset = HEADER;
      long sequence = header.firstSequence();
      while (isFrame(bytes, offset, header.salt(), sequence)) {
        int length = bytes.get(INT, offset + 4);
        offset += Frame.HEADER;
        sequence++;
        if (length == 0) {
          return new Contents(header, offset, size, sequence, true);
        }
        replay.apply(bytes.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE));
        offset += length;
      }
      refuseWhenFramesFollow(file, bytes, offset, header.salt(), sequence);
      return new Contents(header, offset, size, sequence, false);
    }
  }

  private static Header header(Path file, MemorySegment bytes) throws CorruptJournalException {
    byte[] encoded = bytes.asSlice(0, HEADER).toArray(ValueLayout.JAVA_BYTE);
    CRC32C crc = new CRC32C();
    crc.update(encoded, 0, HEADER - 4);
    ByteBuffer buffer = ByteBuffer.wrap(encoded);
    if (buffer.getLong() != MAGIC || buffer.getInt(HEADER - 4) != (int) crc.getValue()) {
      throw new CorruptJournalException(
          "The header of %s is damaged. %s".formatted(file, CorruptJournalException.WHAT_TO_DO));
    }
    return new Header(buffer.getLong(), buffer.getLong(), buffer.getLong());
  }

  private static boolean isFrame(MemorySegment bytes, long offset, long salt, long sequence) {
    if (bytes.byteSize() - offset < Frame.HEADER
        || bytes.get(INT, offset) != Frame.MARK
        || bytes.get(LONG, offset + 8) != sequence) {
      return false;
    }
    int length = bytes.get(INT, offset + 4);
    if (length < 0 || length > bytes.byteSize() - offset - Frame.HEADER) {
      return false;
    }
    CRC32C crc = Frame.crc(salt, sequence, length);
    crc.update(bytes.asSlice(offset + Frame.HEADER, length).asByteBuffer());
    return (int) crc.getValue() == bytes.get(INT, offset + 16);
  }

  /** A frame is only written once the one before it is synced: no crash leaves a hole. */
  private static void refuseWhenFramesFollow(
      Path file, MemorySegment bytes, long bad, long salt, long sequence)
      throws CorruptJournalException {
    for (long offset = bad + 1; offset <= bytes.byteSize() - Frame.HEADER; offset++) {
      if (bytes.get(INT, offset) == Frame.MARK) {
        long found = bytes.get(LONG, offset + 8);
        if (found >= sequence && isFrame(bytes, offset, salt, found)) {
          throw new CorruptJournalException(
              "%s is damaged at byte %d: frame %d is unreadable, but frame %d follows. %s"
                  .formatted(file, bad, sequence, found, CorruptJournalException.WHAT_TO_DO));
        }
      }
    }
  }
}
