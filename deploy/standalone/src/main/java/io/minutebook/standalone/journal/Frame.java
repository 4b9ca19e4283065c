package io.minutebook.standalone.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What one sync makes durable, as it lies in a file: mark, length of the payload, sequence number,
 * CRC-32C (over length, sequence number, the file's salt and payload), payload. Big-endian.
 *
 * <p>The next frame is written only when this one is synced, so that a crash can tear none but the
 * last frame of a journal.
 */
final class Frame {

  static final int MARK = 0x9D4A_42F6;
  static final int HEADER = 20;

  private Frame() {}

  static void write(FileChannel file, long salt, long sequence, List<byte[]> payload)
      throws IOException {
    int length = 0;
    for (byte[] part : payload) {
      length = Math.addExact(length, part.length);
    }
    CRC32C crc = crc(salt, sequence, length);
    payload.forEach(crc::update);

    ByteBuffer[] buffers = new ByteBuffer[payload.size() + 1];
    buffers[0] =
        ByteBuffer.allocate(HEADER)
            .putInt(MARK)
            .putInt(length)
            .putLong(sequence)
            .putInt((int) crc.getValue())
            .flip();
    for (int i = 0; i < payload.size(); i++) {
      buffers[i + 1] = ByteBuffer.wrap(payload.get(i));
    }
    long left = (long) HEADER + length;
    while (left > 0) {
      left -= file.write(buffers);
    }
  }

  static CRC32C crc(long salt, long sequence, int length) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(20).putLong(salt).putLong(sequence).putInt(length).flip());
    return crc;
  }
}
