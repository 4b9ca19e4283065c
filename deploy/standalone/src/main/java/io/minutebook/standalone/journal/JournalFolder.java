package io.minutebook.standalone.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names in a journal's folder. Snapshot g holds all that was appended before journal g, so that
 * the newest snapshot and the journals from its generation on are everything.
 */
record JournalFolder(Path folder) {

  private static final Pattern NAME = Pattern.compile("(journal|snapshot)-(\\d{8})");

  Path journal(long generation) {
    return folder.resolve("journal-%08d".formatted(generation));
  }

  Path snapshot(long generation) {
    return folder.resolve("snapshot-%08d".formatted(generation));
  }

  OptionalLong newestSnapshot() throws IOException {
    return generations("snapshot").stream().mapToLong(g -> g).max();
  }

  List<Long> journals() throws IOException {
    return generations("journal");
  }

  private List<Long> generations(String kind) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .filter(matcher -> matcher.group(1).equals(kind))
          .map(matcher -> Long.valueOf(matcher.group(2)))
          .sorted()
          .toList();
    }
  }

  /** What an interrupted compaction left: drafts, and files that a newer snapshot replaces. */
  void deleteOlderThan(long generation) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        Matcher matcher = NAME.matcher(name);
        if (matcher.matches() && Long.parseLong(matcher.group(2)) < generation) {
          Files.delete(file);
        }
      }
    }
  }

  void deleteDrafts() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".tmp")).toList()) {
        Files.delete(file);
      }
    }
  }
}
