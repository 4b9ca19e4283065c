package io.minutebook.cli;

import io.minutebook.cli.client.ImportedMinutes;

/**
 * The minutes of a meeting as they stand.
 *
 * @param version -1 where there are none
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Standing(long version, boolean cancelled, byte[] content) {

  static final Standing NONE = new Standing(-1, false, new byte[0]);

  static Standing of(ImportedMinutes minutes) {
    return new Standing(minutes.version(), minutes.cancelled(), minutes.content());
  }

  boolean exists() {
    return version >= 0;
  }

  /** Whether there are minutes, and of a meeting that was not cancelled. */
  boolean isLive() {
    return exists() && !cancelled;
  }
}
