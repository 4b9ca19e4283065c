package io.minutebook.query.audit;

/**
 * A part of two texts. The parts that are not added concatenate to the one, those that are not
 * removed to the other.
 */
public record DiffPart(Op op, String text) {

  /** In which of the texts a part is. */
  public enum Op {
    SAME,
    ADDED,
    REMOVED
  }
}
