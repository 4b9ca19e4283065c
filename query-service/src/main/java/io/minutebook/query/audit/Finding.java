package io.minutebook.query.audit;

import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it should be.
 *
 * @param stream of which it is; {@code seals} for what is wrong with seals themselves, whose
 *     numbers are the versions then; {@code <topic>/<partition>} for a position in the log, with an
 *     offset as the version; and a collection's name for a document in it that names no stream
 * @param version the first version of the stream at which this kind of thing shows
 * @param field what of it is not as it should be: the field of a document, one inside another after
 *     a dot and what is in a list by its id or place ({@code minutes.outline.entries.e4.content}),
 *     for a view's entry after the entry's id; {@code events.0} for an event of a commit; the name
 *     of a header of the log. Null where it is no field: something is missing, or too much
 * @param detail for a person
 */
public record Finding(
    Kind kind, String stream, long version, @Nullable String field, String detail) {

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
    PARKED,
    /** A seal is not chained, not signed, or not over the heads that are stored with it. */
    SEAL_BROKEN,
    /** The store, the topic or the folder lacks a seal. */
    SEAL_MISSING,
    /** The store and a copy do not hold the same seal. */
    SEAL_DIFFERS,
    /** A stream had another hash when it was sealed. */
    SEALED_DIFFERS,
    /** What was sealed of a stream is not in the store any more. */
    SEALED_MISSING,
    /** A position in the log is kept that the log does not reach. */
    CHECKPOINT_WRONG
  }

  @Override
  public String toString() {
    return kind
        + " "
        + stream
        + "@"
        + version
        + (field == null ? "" : " (" + field + ")")
        + ": "
        + detail;
  }
}
