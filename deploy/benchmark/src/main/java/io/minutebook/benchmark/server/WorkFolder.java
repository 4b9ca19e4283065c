package io.minutebook.benchmark.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the servers' data and logs are. */
final class WorkFolder implements AutoCloseable {

  private final Path path;
  private final boolean kept;

  private WorkFolder(Path path, boolean kept) {
    this.path = path;
    this.kept = kept;
  }

  /** The given folder, which is kept; or else a new one, which is removed at the end. */
  static WorkFolder of(@Nullable Path given) throws IOException {
    return given == null
        ? new WorkFolder(Files.createTempDirectory("minutebook-benchmark"), false)
        : new WorkFolder(Files.createDirectories(given.toAbsolutePath()), true);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (!kept) {
      remove(path);
    }
  }

  static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
