package io.minutebook.query.audit;

/**
 * Something that is not as it should be.
 *
 * @param version the first version of the stream at which this kind of thing shows
 * @param detail for a person
 */
public record Finding(Kind kind, String stream, long version, String detail) {

  /** What can be wrong. */
  public enum Kind {
    /** A commit in the store cannot be read. */
    COMMIT_UNREADABLE,
    /** A commit's content is not that of which its hash was taken, or it is not chained. */
    CHAIN_BROKEN,
    /** The store lacks versions of a stream. */
    STORE_GAP,
    /** An event cannot be read, or does not fit the events before it. */
    EVENT_UNREADABLE,
    /** A record of the log is not an event. */
    LOG_UNREADABLE,
    /** The log lacks versions of a stream. */
    LOG_GAP,
    /** The log holds other bytes or headers than the store. */
    LOG_DIFFERS,
    /** What was published is not in the log. */
    MISSING_IN_LOG,
    /** What is in the log was never stored, or is stored no more. */
    MISSING_IN_STORE,
    /** A view's document is not what a fresh fold gives. */
    VIEW_DIFFERS,
    /** A document of the history is not what a fresh fold gives. */
    HISTORY_DIFFERS,
    /** A view lacks a stream, or did not catch up in the time that it was given. */
    VIEW_BEHIND,
    /** A view has a version that was never stored, or is stored no more. */
    VIEW_AHEAD,
    /** The views do not follow a stream any more. */
    PARKED
  }

  @Override
  public String toString() {
    return kind + " " + stream + "@" + version + ": " + detail;
  }
}
