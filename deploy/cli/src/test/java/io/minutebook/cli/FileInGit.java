package io.minutebook.cli;

import io.minutebook.cli.git.DocumentChange;
import io.minutebook.cli.git.GitHistory;
import io.minutebook.cli.git.Revision;
import io.minutebook.event.SeriesId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.blame.BlameResult;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.DiffAlgorithm.SupportedAlgorithm;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** What git says of a file: who touched which line, what changed, and by whom. */
final class FileInGit implements AutoCloseable {

  /** A line and the commit that touched it last. */
  record Line(String revision, String text) {}

  /** A commit, and those that it stands on. */
  record Commit(String id, String author, Instant at, String subject, List<String> parents) {}

  private final Path folder;
  private final Git git;

  private FileInGit(Path folder, Git git) {
    this.folder = folder;
    this.git = git;
  }

  static FileInGit in(Path folder) throws IOException {
    return new FileInGit(folder, Git.open(folder.toFile()));
  }

  /** Unpacks a bundle. */
  static Path cloned(Path bundle, Path to) throws IOException {
    try (Git made = Git.init().setBare(true).setDirectory(to.toFile()).call()) {
      made.fetch()
          .setRemote(bundle.toAbsolutePath().toString())
          .setRefSpecs(new RefSpec("+refs/*:refs/*"))
          .call();
      Repository repository = made.getRepository();
      String branch =
          repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).getFirst().getName();
      repository.updateRef(Constants.HEAD).link(branch);
      return to;
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The path of each meeting's document that is there at the end. */
  Map<String, String> documents(String inside, String series) throws IOException {
    Map<String, String> documents = new TreeMap<>();
    try (GitHistory history = GitHistory.open(folder)) {
      for (Revision revision : history.plan(new SeriesId(series), inside, null, null).revisions()) {
        for (DocumentChange change : revision.changes()) {
          if (revision.kind() == Revision.Kind.SIDE) {
            continue;
          }
          if (change.after() == null) {
            documents.remove(change.meeting().toString());
          } else {
            documents.put(change.meeting().toString(), inside + "/" + change.file());
          }
        }
      }
    }
    return documents;
  }

  /** As {@code git blame}, with git's usual algorithm. */
  List<Line> blame(String revision, String path) throws IOException {
    Repository repository = git.getRepository();
    try {
      BlameResult blamed =
          git.blame()
              .setStartCommit(repository.resolve(revision))
              .setFilePath(path)
              .setDiffAlgorithm(DiffAlgorithm.getAlgorithm(SupportedAlgorithm.MYERS))
              .call();
      List<Line> lines = new ArrayList<>();
      for (int i = 0; i < blamed.getResultContents().size(); i++) {
        lines.add(
            new Line(blamed.getSourceCommit(i).name(), blamed.getResultContents().getString(i)));
      }
      return lines;
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@code git log}, oldest first: each commit that changed the file, its author and when. */
  List<String> log(String revision, String path) throws IOException {
    List<String> authors = new ArrayList<>();
    try {
      for (RevCommit commit :
          git.log().add(git.getRepository().resolve(revision)).addPath(path).call()) {
        PersonIdent author = commit.getAuthorIdent();
        authors.addFirst(author.getName() + " " + author.getWhenAsInstant());
      }
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
    return authors;
  }

  /** As {@code git diff}. */
  String diff(String from, String to, String path) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.setRepository(git.getRepository());
      formatter.setDiffAlgorithm(DiffAlgorithm.getAlgorithm(SupportedAlgorithm.MYERS));
      formatter.setPathFilter(PathFilter.create(path));
      formatter.format(git.getRepository().resolve(from), git.getRepository().resolve(to));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The lines that a unified diff adds and removes; blank ones by their number, first. */
  static List<String> changed(String diff) {
    List<String> changed =
        diff.lines()
            .dropWhile(line -> !line.startsWith("@@"))
            .filter(line -> line.startsWith("+") || line.startsWith("-"))
            .toList();
    List<String> written =
        new ArrayList<>(changed.stream().filter(line -> !line.substring(1).isBlank()).toList());
    written.addFirst(changed.size() - written.size() + " blank");
    return written;
  }

  /**
   * As {@code git log --full-history}, parents first: every commit whose file is that of none of
   * its parents.
   */
  List<Commit> fullLog(String path) throws IOException {
    List<Commit> found = new ArrayList<>();
    Repository repository = git.getRepository();
    try (RevWalk walk = new RevWalk(repository)) {
      walk.sort(RevSort.TOPO);
      walk.markStart(walk.parseCommit(repository.resolve(Constants.HEAD)));
      for (RevCommit commit : walk) {
        List<String> parents = Arrays.stream(commit.getParents()).map(RevCommit::name).toList();
        String text = text(commit.name(), path);
        List<String> before = new ArrayList<>();
        for (String parent : parents) {
          before.add(text(parent, path));
        }
        if (before.isEmpty() ? !text.isEmpty() : !before.contains(text)) {
          PersonIdent author = commit.getAuthorIdent();
          found.addFirst(
              new Commit(
                  commit.name(),
                  author.getName(),
                  author.getWhenAsInstant(),
                  commit.getShortMessage(),
                  parents));
        }
      }
    }
    return found;
  }

  /** The file in a commit; empty if there is none. */
  String text(String revision, String path) throws IOException {
    Repository repository = git.getRepository();
    try (TreeWalk walk =
        TreeWalk.forPath(repository, path, repository.resolve(revision + "^{tree}"))) {
      return walk == null
          ? ""
          : new String(repository.open(walk.getObjectId(0)).getBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The commits before this one. */
  List<String> parents(String revision) throws IOException {
    try (RevWalk walk = new RevWalk(git.getRepository())) {
      return Arrays.stream(walk.parseCommit(git.getRepository().resolve(revision)).getParents())
          .map(RevCommit::name)
          .toList();
    }
  }

  /** The first parents of the branch, the oldest first. */
  List<String> mainline() throws IOException {
    List<String> all = new ArrayList<>();
    Repository repository = git.getRepository();
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setFirstParent(true);
      walk.markStart(walk.parseCommit(repository.resolve(Constants.HEAD)));
      for (RevCommit commit : walk) {
        all.addFirst(commit.name());
      }
    }
    return all;
  }

  /** Whether the one is among what the other stands on. */
  boolean isBefore(String one, String other) throws IOException {
    try (RevWalk walk = new RevWalk(git.getRepository())) {
      return walk.isMergedInto(
          walk.parseCommit(git.getRepository().resolve(one)),
          walk.parseCommit(git.getRepository().resolve(other)));
    }
  }

  @Override
  public void close() {
    git.close();
  }
}
