package io.minutebook.standalone.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/** Writes a snapshot: a file of frames with an end mark, that gets its name when it is durable. */
final class Snapshot {

  private Snapshot() {}

  static void write(Path file, long generation, Consumer<Consumer<byte[]>> state)
      throws IOException {
    FrameFile.Header header = FrameFile.Header.fresh(generation, 0);
    Path draft = FrameFile.draft(file);
    try (FileChannel channel = FrameFile.openDraft(draft, header)) {
      long[] sequence = {0};
      try {
        state.accept(
            batch -> {
              try {
                Frame.write(channel, header.salt(), sequence[0]++, List.of(batch));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      Frame.write(channel, header.salt(), sequence[0], List.of());
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    FrameFile.syncFolder(file);
  }
}
