package io.minutebook.query.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The times of a stream up to one of its versions. What occurred may have been recorded in another
 * order; a version counts as occurred once everything up to it has, so that what had occurred by an
 * instant is always a beginning of the stream.
 *
 * @param begun when its first event was recorded
 * @param begunOccurred when its first event occurred
 * @param recordedUpTo when its last event was recorded, which is the latest of all
 * @param occurredUpTo when the latest of its events occurred
 */
public record StreamTimes(
    Instant begun, Instant begunOccurred, Instant recordedUpTo, Instant occurredUpTo) {

  /**
   * The times after one more event.
   *
   * @param before null: it is the first
   * @param occurredAt null: when it was recorded
   */
  public static StreamTimes after(
      @Nullable StreamTimes before, Instant at, @Nullable Instant occurredAt) {
    Instant occurred = occurredAt == null ? at : occurredAt;
    return before == null
        ? new StreamTimes(at, occurred, at, occurred)
        : new StreamTimes(
            before.begun,
            before.begunOccurred,
            at,
            occurred.isAfter(before.occurredUpTo) ? occurred : before.occurredUpTo);
  }

  /** By when all of the stream was there. */
  public Instant upTo(TimeKind time) {
    return switch (time) {
      case RECORDED -> recordedUpTo;
      case OCCURRED -> occurredUpTo;
    };
  }

  /** Since when there is anything of the stream. */
  public Instant since(TimeKind time) {
    return switch (time) {
      case RECORDED -> begun;
      case OCCURRED -> begunOccurred;
    };
  }
}
