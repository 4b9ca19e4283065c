package io.minutebook.cli.git;

import io.minutebook.cli.git.CommitOrder.Placed;
import io.minutebook.cli.git.Documents.Snapshot;
import io.minutebook.cli.git.Revision.Kind;
import io.minutebook.cli.git.TreeFiles.Found;
import io.minutebook.event.MeetingId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;

/** Works out what each commit means for the documents. */
final class Planner {

  private static final int SNAPSHOTS_REMEMBERED = 1_000;

  private final GitHistory history;
  private final RevWalk walk;
  private final Documents documents;
  private final Map<ObjectId, Snapshot> snapshots =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, Snapshot> eldest) {
          return size() > SNAPSHOTS_REMEMBERED;
        }
      };

  Planner(GitHistory history, RevWalk walk, Documents documents) {
    this.history = history;
    this.walk = walk;
    this.documents = documents;
  }

  /** All revisions that mean something for a document. */
  List<Revision> revisions(List<Placed> order) throws IOException {
    List<Revision> revisions = new ArrayList<>();
    Set<MeetingId> touchedAside = new TreeSet<>();
    for (Placed placed : order) {
      List<DocumentChange> changes =
          switch (placed.kind()) {
            case MAINLINE -> sinceFirstParent(placed.commit(), Set.of());
            case MERGE -> sinceFirstParent(placed.commit(), touchedAside);
            case SIDE ->
                placed.commit().getParentCount() > 1
                    ? sinceAutomaticMerge(placed.commit())
                    : sinceFirstParent(placed.commit(), Set.of());
          };
      if (placed.kind() == Kind.SIDE) {
        changes.forEach(change -> touchedAside.add(change.meeting()));
      } else {
        touchedAside.clear();
      }
      if (!changes.isEmpty()) {
        revisions.add(revision(placed, changes));
      }
    }
    return revisions;
  }

  private List<DocumentChange> sinceFirstParent(RevCommit commit, Set<MeetingId> also)
      throws IOException {
    Snapshot after = of(commit);
    Snapshot before = commit.getParentCount() == 0 ? Snapshot.EMPTY : of(commit.getParent(0));
    List<DocumentChange> changes = new ArrayList<>();
    for (MeetingId meeting : meetingsOf(List.of(before, after), also)) {
      Found was = before.files().get(meeting);
      Found is = after.files().get(meeting);
      if (!Objects.equals(blob(was), blob(is)) || also.contains(meeting)) {
        changes.add(new DocumentChange(meeting, name(after, meeting), content(was), content(is)));
      }
    }
    return changes;
  }

  /** A merge on a side branch has contributed only what merging does not give by itself. */
  private List<DocumentChange> sinceAutomaticMerge(RevCommit merge) throws IOException {
    Snapshot after = of(merge);
    List<Snapshot> all = new ArrayList<>(List.of(after));
    for (RevCommit parent : merge.getParents()) {
      all.add(of(parent));
    }
    List<DocumentChange> changes = new ArrayList<>();
    for (MeetingId meeting : meetingsOf(all, Set.of())) {
      Content wanted = content(after.files().get(meeting));
      Content merged;
      boolean same;
      try {
        merged = automaticMerge(merge, meeting);
        same = sameBytes(merged, wanted);
      } catch (UnreadableDocument tooLarge) {
        // Whoever brings the change in cannot read it either, and says so.
        merged = content(of(merge.getParent(0)).files().get(meeting));
        same = Objects.equals(merged, wanted);
      }
      if (!same) {
        changes.add(new DocumentChange(meeting, name(after, meeting), merged, wanted));
      }
    }
    return changes;
  }

  private @Nullable Content automaticMerge(RevCommit merge, MeetingId meeting) throws IOException {
    Content merged = content(of(merge.getParent(0)).files().get(meeting));
    for (int i = 1; i < merge.getParentCount(); i++) {
      Content other = content(of(merge.getParent(i)).files().get(meeting));
      if (!Objects.equals(merged, other)) {
        RevCommit fork = fork(merge.getParent(0), merge.getParent(i));
        Content base = fork == null ? null : content(of(fork).files().get(meeting));
        merged = merged(base, merged, other);
      }
    }
    return merged;
  }

  /** As git does it, but that where git would ask, the lines of both are kept. */
  private @Nullable Content merged(
      @Nullable Content base, @Nullable Content one, @Nullable Content other) throws IOException {
    if (Objects.equals(base, one) || one == null) {
      return other;
    }
    if (Objects.equals(base, other) || other == null) {
      return one;
    }
    byte[] before = base == null ? new byte[0] : history.read(base);
    return new Content.Merged(LineMerge.merge(before, history.read(one), history.read(other)));
  }

  /** Where two lines of history have parted, or null if they never were one. */
  private @Nullable RevCommit fork(RevCommit one, RevCommit other) throws IOException {
    try (RevWalk bases = new RevWalk(walk.getObjectReader())) {
      bases.setRevFilter(RevFilter.MERGE_BASE);
      bases.markStart(bases.parseCommit(one));
      bases.markStart(bases.parseCommit(other));
      RevCommit fork = bases.next();
      return fork == null ? null : walk.parseCommit(fork);
    }
  }

  private boolean sameBytes(@Nullable Content one, @Nullable Content other) throws IOException {
    if (one == null || other == null || one.equals(other)) {
      return Objects.equals(one, other);
    }
    return Arrays.equals(history.read(one), history.read(other));
  }

  private Snapshot of(RevCommit commit) throws IOException {
    Snapshot known = snapshots.get(commit);
    if (known == null) {
      known = documents.of(walk.parseCommit(commit));
      snapshots.put(commit.copy(), known);
    }
    return known;
  }

  private static Set<MeetingId> meetingsOf(List<Snapshot> snapshots, Set<MeetingId> also) {
    Set<MeetingId> meetings = new TreeSet<>(also);
    snapshots.forEach(snapshot -> meetings.addAll(snapshot.files().keySet()));
    return meetings;
  }

  private static @Nullable ObjectId blob(@Nullable Found file) {
    return file == null ? null : file.blob();
  }

  private static @Nullable Content content(@Nullable Found file) {
    return file == null ? null : new Content.Stored(file.blob());
  }

  private String name(Snapshot snapshot, MeetingId meeting) {
    Found file = snapshot.files().get(meeting);
    return file == null ? documents.firstName(meeting) : file.name();
  }

  private Revision revision(Placed placed, List<DocumentChange> changes) throws IOException {
    RevCommit commit = placed.commit();
    walk.parseBody(commit);
    PersonIdent author = commit.getAuthorIdent();
    Instant at =
        author == null ? Instant.ofEpochSecond(commit.getCommitTime()) : author.getWhenAsInstant();
    String subject = Objects.requireNonNullElse(commit.getFirstMessageLine(), "").strip();
    commit.disposeBody();
    return new Revision(commit.name(), placed.kind(), nameOf(author), at, subject, changes);
  }

  private static String nameOf(@Nullable PersonIdent author) {
    if (author == null) {
      return "unknown";
    }
    String name = author.getName().strip();
    String mail = author.getEmailAddress().strip();
    return !name.isEmpty() ? name : !mail.isEmpty() ? mail : "unknown";
  }
}
