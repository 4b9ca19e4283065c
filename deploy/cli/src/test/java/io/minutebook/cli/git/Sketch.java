package io.minutebook.cli.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * A repository drawn commit by commit: any files, any parents. Each commit is an hour after the one
 * that was drawn before it.
 */
public final class Sketch implements AutoCloseable {

  public static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");

  private final Path folder;
  private final Repository repository;
  private int commits;

  private Sketch(Path folder, Repository repository) {
    this.folder = folder;
    this.repository = repository;
  }

  /** An empty repository without a work tree, whose branch is {@code main}. */
  public static Sketch in(Path folder) {
    try {
      Git git =
          Git.init().setBare(true).setInitialBranch("main").setDirectory(folder.toFile()).call();
      return new Sketch(folder, git.getRepository());
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  public Path folder() {
    return folder;
  }

  /** Files by path, written one after the other. */
  public static Map<String, byte[]> files(String... pathsAndTexts) {
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  /** A commit of exactly these files by a given author, on which {@code main} then stands. */
  public String commit(String author, String message, Map<String, byte[]> files, String... parents)
      throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(
            inserter.insert(org.eclipse.jgit.lib.Constants.OBJ_BLOB, file.getValue()));
        builder.add(entry);
      }
      builder.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      for (String parent : parents) {
        commit.addParentId(ObjectId.fromString(parent));
      }
      Instant at = BEGIN.plus(Duration.ofHours(commits++));
      commit.setAuthor(new PersonIdent(author, "", at, ZoneOffset.ofHours(-5)));
      commit.setCommitter(new PersonIdent("The machine", "", at, ZoneOffset.UTC));
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate main = repository.updateRef("refs/heads/main");
      main.setNewObjectId(id);
      main.forceUpdate();
      return id.name();
    }
  }

  /** A commit by Ada. */
  public String commit(String message, Map<String, byte[]> files, String... parents)
      throws IOException {
    return commit("Ada", message, files, parents);
  }

  @Override
  public void close() {
    repository.close();
  }
}
