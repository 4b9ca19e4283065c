package io.minutebook.query.view;

/** By which of the two times an instant is meant. */
public enum TimeKind {
  /** When it was recorded, by the server's clock. */
  RECORDED,
  /**
   * When it happened, as an import said it; what was not imported happened when it was recorded.
   */
  OCCURRED
}
