package io.minutebook.command.recovery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a backup holds.
 *
 * @param bytes how long the archive is
 * @param began before the first commit was read: what was stored by then is in it
 * @param problems what was not whole in the store, and is in the archive as it was
 */
public record Backed(
    Path file,
    long bytes,
    long streams,
    long commits,
    long events,
    long seals,
    Instant began,
    List<String> problems) {

  public Backed {
    problems = List.copyOf(problems);
  }
}
