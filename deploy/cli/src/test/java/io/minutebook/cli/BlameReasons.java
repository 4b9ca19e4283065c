package io.minutebook.cli;

import io.minutebook.cli.FileInGit.Line;
import java.io.IOException;
import java.util.List;

/**
 * Why {@code blame} may name another commit for a line than git does. Each reason is looked up in
 * the repository, and not taken on trust.
 */
final class BlameReasons {

  /** In the order in which they are tried. */
  enum Reason {
    /** The line is blank; of the blank lines any may be the new one. */
    BLANK,
    /** Equal lines of this document bear the same commits for us and for git, in another order. */
    EXCHANGED,
    /** The commit that git names wrote no such line: its file had as many before. It moved it. */
    MOVED,
    /** Several lines were equal at one of the two commits: which was which is a guess. */
    REPEATED,
    /** Our commit added no such line at all: we are wrong. */
    NOT_OURS,
    /** No reason is known: we are wrong, or this list is too short. */
    UNEXPLAINED
  }

  private final FileInGit git;
  private final String path;
  private final List<Line> ours;
  private final List<Line> theirs;

  BlameReasons(FileInGit git, String path, List<Line> ours, List<Line> theirs) {
    this.git = git;
    this.path = path;
    this.ours = ours;
    this.theirs = theirs;
  }

  /** Why a line, from 0, is another's for us than for git. */
  Reason reason(int line) throws IOException {
    String text = ours.get(line).text();
    String our = ours.get(line).revision();
    String their = theirs.get(line).revision();
    if (!added(our, text)) {
      return Reason.NOT_OURS;
    }
    if (text.isBlank()) {
      return Reason.BLANK;
    }
    if (commits(ours, text).equals(commits(theirs, text))) {
      return Reason.EXCHANGED;
    }
    if (before(their, text) >= count(their, text)) {
      return Reason.MOVED;
    }
    return Math.max(count(our, text), count(their, text)) > 1
        ? Reason.REPEATED
        : Reason.UNEXPLAINED;
  }

  private static List<String> commits(List<Line> lines, String text) {
    return lines.stream()
        .filter(line -> line.text().equals(text))
        .map(Line::revision)
        .sorted()
        .toList();
  }

  /** Whether a commit has the line where a parent of it has less of them, or another in place. */
  private boolean added(String commit, String text) throws IOException {
    List<String> parents = git.parents(commit);
    for (String parent : parents) {
      if (UnifiedText.changed(git.diff(parent, commit, path)).contains("+" + text)) {
        return true;
      }
    }
    return parents.isEmpty();
  }

  private long before(String commit, String text) throws IOException {
    long most = 0;
    for (String parent : git.parents(commit)) {
      most = Math.max(most, count(parent, text));
    }
    return most;
  }

  private long count(String commit, String text) throws IOException {
    return git.text(commit, path).lines().filter(text::equals).count();
  }
}
