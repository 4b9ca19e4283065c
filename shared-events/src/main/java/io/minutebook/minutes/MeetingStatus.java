package io.minutebook.minutes;

/** Whether a meeting takes place. */
public enum MeetingStatus {
  SCHEDULED,
  CANCELLED
}
