package io.minutebook.minutes;

/** Where the minutes of a meeting are in their life. */
public enum MeetingStatus {
  /** They are written. */
  SCHEDULED,
  /** The meeting does not take place. */
  CANCELLED,
  /** They are final: only corrected, with a reason. */
  PUBLISHED
}
