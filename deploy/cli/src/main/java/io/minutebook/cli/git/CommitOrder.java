package io.minutebook.cli.git;

import io.minutebook.cli.git.Revision.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** In which order the commits of a branch are brought in; see {@link Plan}. */
final class CommitOrder {

  /** A commit in its place. */
  record Placed(RevCommit commit, Kind kind) {}

  private record Step(RevCommit commit, boolean parentsDone) {}

  private final RevWalk walk;
  private final Set<ObjectId> placed = new HashSet<>();
  private final List<Placed> order = new ArrayList<>();

  private CommitOrder(RevWalk walk) {
    this.walk = walk;
  }

  static List<Placed> upTo(RevWalk walk, ObjectId tip) throws IOException {
    CommitOrder order = new CommitOrder(walk);
    for (RevCommit commit : order.mainline(tip)) {
      order.bringIn(commit);
    }
    return order.order;
  }

  private List<RevCommit> mainline(ObjectId tip) throws IOException {
    List<RevCommit> mainline = new ArrayList<>();
    RevCommit commit = walk.parseCommit(tip);
    mainline.add(commit);
    while (commit.getParentCount() > 0) {
      commit = walk.parseCommit(commit.getParent(0));
      mainline.add(commit);
    }
    Collections.reverse(mainline);
    return mainline;
  }

  private void bringIn(RevCommit commit) throws IOException {
    for (int i = 1; i < commit.getParentCount(); i++) {
      sideBranch(commit.getParent(i));
    }
    if (placed.add(commit)) {
      order.add(new Placed(commit, commit.getParentCount() > 1 ? Kind.MERGE : Kind.MAINLINE));
    }
  }

  /** Depth first, so that a branch of the branch comes just before what merges it. */
  private void sideBranch(RevCommit tip) throws IOException {
    Deque<Step> steps = new ArrayDeque<>();
    steps.push(new Step(tip, false));
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      if (placed.contains(step.commit())) {
        continue;
      }
      RevCommit commit = walk.parseCommit(step.commit());
      if (step.parentsDone()) {
        placed.add(commit);
        order.add(new Placed(commit, Kind.SIDE));
        continue;
      }
      steps.push(new Step(commit, true));
      for (int i = commit.getParentCount() - 1; i >= 0; i--) {
        steps.push(new Step(commit.getParent(i), false));
      }
    }
  }
}
