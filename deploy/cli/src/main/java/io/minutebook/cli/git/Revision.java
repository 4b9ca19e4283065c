package io.minutebook.cli.git;

import java.time.Instant;
import java.util.List;

/**
 * A commit, as far as documents are concerned.
 *
 * @param id the commit's id, 40 hexadecimal digits
 * @param author who wrote it, as the commit says
 * @param at when it was written
 * @param subject the first line of its message; may be empty
 * @param changes what it means for which document, in the order of their meetings
 */
public record Revision(
    String id, Kind kind, String author, Instant at, String subject, List<DocumentChange> changes) {

  /** Where a commit stands, which decides how it is brought in. */
  public enum Kind {
    /** A first parent, not a merge: the minutes become what its file says. */
    MAINLINE,
    /** On a branch that a merge brings in: its own change is applied to what stands. */
    SIDE,
    /** A merge among the first parents: the minutes become what its file says. */
    MERGE
  }

  public Revision {
    changes = List.copyOf(changes);
  }

  /** The id as people quote it. */
  public String shortId() {
    return id.substring(0, 7);
  }
}
