package io.minutebook.command.meeting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The revisions of the documents in a git bundle, read with plain git. */
final class History {

  private final Path repository;

  private History(Path repository) {
    this.repository = repository;
  }

  /**
   * What a commit did to a document.
   *
   * @param before the document at the commit's first parent
   * @param added how many lines git says were added
   * @param deleted how many lines git says were deleted
   */
  record Revision(
      String commit,
      String file,
      boolean merge,
      String before,
      String after,
      int added,
      int deleted) {

    /** How many lines the edit is about; a line that was changed is one line. */
    int lines() {
      return Math.max(added, deleted);
    }
  }

  /**
   * Every change of a document by a commit against its first parent, side branches included, oldest
   * first; documents that are begun or deleted are no change.
   */
  static List<Revision> revisions(Path bundle, Path folder) {
    run(folder, "git", "clone", "--quiet", "--bare", bundle.toAbsolutePath().toString(), "history");
    return new History(folder.resolve("history")).read();
  }

  private List<Revision> read() {
    List<Revision> revisions = new ArrayList<>();
    for (String line :
        git("rev-list", "--all", "--reverse", "--topo-order", "--parents").lines().toList()) {
      List<String> commits = List.of(line.split(" "));
      if (commits.size() > 1) {
        read(commits.getFirst(), commits.get(1), commits.size() > 2, revisions);
      }
    }
    return revisions;
  }

  private void read(String commit, String parent, boolean merge, List<Revision> into) {
    for (String line :
        git("diff-tree", "-r", "--no-renames", "--diff-filter=M", "--numstat", parent, commit)
            .lines()
            .toList()) {
      List<String> fields = List.of(line.split("\t", -1));
      if (fields.get(2).endsWith(".md")) {
        into.add(
            new Revision(
                commit,
                fields.get(2),
                merge,
                git("show", parent + ":" + fields.get(2)),
                git("show", commit + ":" + fields.get(2)),
                Integer.parseInt(fields.get(0)),
                Integer.parseInt(fields.get(1))));
      }
    }
  }

  private String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return run(repository, command.toArray(String[]::new));
  }

  private static String run(Path folder, String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed");
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
