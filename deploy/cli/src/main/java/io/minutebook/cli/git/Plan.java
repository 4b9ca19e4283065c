package io.minutebook.cli.git;

import io.minutebook.event.MeetingId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The revisions of a branch that changed documents, in the order in which they are brought in:
 * along the first parents, oldest first; those of a side branch just before the merge that brings
 * them in, parents before children; each once.
 *
 * @param leftOut the ids of revisions that were asked to be left out because they are older
 * @param unusable names of Markdown files that are nobody's minutes, each with the reason
 */
public record Plan(List<Revision> revisions, Set<String> leftOut, Map<String, String> unusable) {

  public Plan {
    revisions = List.copyOf(revisions);
    leftOut = Set.copyOf(leftOut);
    unusable = Collections.unmodifiableSortedMap(new TreeMap<>(unusable));
  }

  /** Whose minutes are written, in order. */
  public Collection<MeetingId> meetings() {
    Set<MeetingId> meetings = new TreeSet<>();
    for (Revision revision : revisions) {
      revision.changes().forEach(change -> meetings.add(change.meeting()));
    }
    return meetings;
  }

  /** How many changes of documents there are in all revisions. */
  public int changes() {
    return revisions.stream().mapToInt(revision -> revision.changes().size()).sum();
  }
}
