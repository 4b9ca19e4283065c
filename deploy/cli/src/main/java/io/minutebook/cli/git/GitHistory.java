package io.minutebook.cli.git;

import io.minutebook.cli.git.CommitOrder.Placed;
import io.minutebook.cli.git.Revision.Kind;
import io.minutebook.event.SeriesId;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.jspecify.annotations.Nullable;

/** A git repository, for reading. */
public final class GitHistory implements AutoCloseable {

  /** The largest document that the services take, in bytes: 1 MiB. */
  private static final int LARGEST = 1 << 20;

  private static final byte[] BUNDLE = "# v".getBytes(StandardCharsets.US_ASCII);

  private final Repository repository;
  private final @Nullable Path temporary;

  private GitHistory(Repository repository, @Nullable Path temporary) {
    this.repository = repository;
    this.temporary = temporary;
  }

  /**
   * Opens a repository: its folder, bare or with a work tree, or a bundle file, which is unpacked
   * to a temporary folder.
   */
  public static GitHistory open(Path path) throws IOException {
    if (Files.isRegularFile(path) && isBundle(path)) {
      return unpack(path);
    }
    FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
    if (Files.isDirectory(path)) {
      File folder = path.toAbsolutePath().normalize().toFile();
      builder.addCeilingDirectory(folder.getParentFile()).findGitDir(folder);
    }
    if (builder.getGitDir() == null) {
      throw new UnusableRepository(
          "%s is no git repository: name its folder, or a bundle file.".formatted(path));
    }
    return new GitHistory(builder.build(), null);
  }

  private static boolean isBundle(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(BUNDLE.length), BUNDLE);
    }
  }

  private static GitHistory unpack(Path bundle) throws IOException {
    Path folder = Files.createTempDirectory("minutebook-bundle");
    try {
      Git git = Git.init().setBare(true).setDirectory(folder.toFile()).call();
      FetchResult fetched =
          git.fetch()
              .setRemote(bundle.toAbsolutePath().toString())
              .setRefSpecs(new RefSpec("+refs/*:refs/*"))
              .call();
      checkOut(git.getRepository(), fetched.getAdvertisedRef(Constants.HEAD));
      return new GitHistory(git.getRepository(), folder);
    } catch (GitAPIException e) {
      delete(folder);
      throw new UnusableRepository(
          "the bundle %s cannot be unpacked: %s.".formatted(bundle, e.getMessage()), e);
    }
  }

  /** A bundle need not say which of its branches was checked out: then it is the only one. */
  private static void checkOut(Repository repository, @Nullable Ref head) throws IOException {
    List<Ref> branches = repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS);
    ObjectId tip =
        head != null
            ? head.getObjectId()
            : branches.size() == 1 ? branches.getFirst().getObjectId() : null;
    if (tip != null) {
      RefUpdate update = repository.updateRef(Constants.HEAD, true);
      update.setNewObjectId(tip);
      update.forceUpdate();
    }
  }

  /**
   * Plans how a branch is brought in; an empty plan if no document ever stood in the folder.
   *
   * @param folder where the documents stand, or once stood, from the repository's root
   * @param branch a branch, tag or commit; null for the one that is checked out
   * @param since null for everything; otherwise a day, an instant or a commit: the revisions from
   *     then on, or those after that commit
   */
  public Plan plan(SeriesId series, String folder, @Nullable String branch, @Nullable String since)
      throws IOException {
    ObjectId tip = branch == null ? resolve("HEAD") : resolve(branch);
    if (tip == null) {
      throw new UnusableRepository(
          branch == null
              ? "the repository has no branch checked out: name one with --branch."
              : "the repository has no branch or commit %s.".formatted(branch));
    }
    String inside = folder.replaceAll("^(\\./|/)+|/+$", "").replaceAll("^\\.$", "");
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRetainBody(false);
      List<Placed> order = CommitOrder.upTo(walk, tip);
      Documents documents = new Documents(series, inside, walk.getObjectReader());
      for (Placed placed : order) {
        documents.note(placed.commit());
      }
      List<Revision> revisions = new Planner(this, walk, documents).revisions(order);
      Set<String> leftOut = since == null ? Set.of() : before(Since.parse(since), order);
      return new Plan(
          revisions.stream().filter(revision -> !leftOut.contains(revision.id())).toList(),
          leftOut,
          documents.unusable());
    }
  }

  private Set<String> before(Since since, List<Placed> order) throws IOException {
    Set<String> before = new HashSet<>();
    switch (since) {
      case Since.Time(Instant instant) -> {
        Set<String> brought = new HashSet<>();
        for (Placed placed : order) {
          brought.add(placed.commit().name());
          if (placed.kind() != Kind.SIDE) {
            if (placed.commit().getCommitTime() >= instant.getEpochSecond()) {
              return before;
            }
            before.addAll(brought);
            brought.clear();
          }
        }
      }
      case Since.After(String revision) -> {
        ObjectId last = resolve(revision);
        if (last == null) {
          throw new UnusableRepository(
              "--since is a day (2020-05-04), an instant (2020-05-04T09:30:00Z) or a commit, not %s."
                  .formatted(revision));
        }
        try (RevWalk walk = new RevWalk(repository)) {
          walk.setRetainBody(false);
          walk.markStart(walk.parseCommit(last));
          for (RevCommit commit : walk) {
            before.add(commit.name());
          }
        }
      }
    }
    return before;
  }

  private @Nullable ObjectId resolve(String revision) throws IOException {
    try {
      return repository.resolve(revision + "^{commit}");
    } catch (RevisionSyntaxException e) {
      throw new UnusableRepository("%s names no branch or commit.".formatted(revision), e);
    }
  }

  /**
   * The bytes of a document.
   *
   * @throws UnreadableDocument if it is larger than any document may be
   */
  public byte[] read(Content content) throws IOException {
    return switch (content) {
      case Content.Merged(byte[] bytes) -> bytes;
      case Content.Stored(ObjectId blob) -> {
        ObjectLoader loader = repository.open(blob);
        if (loader.getSize() > LARGEST) {
          throw new UnreadableDocument(
              "the file has %,d bytes; a document has at most %,d (1 MiB)"
                  .formatted(loader.getSize(), LARGEST));
        }
        yield loader.getBytes(LARGEST);
      }
    };
  }

  @Override
  public void close() throws IOException {
    repository.close();
    if (temporary != null) {
      delete(temporary);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
