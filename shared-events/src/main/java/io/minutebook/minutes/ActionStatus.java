package io.minutebook.minutes;

/** Where an action item is in its life. */
public enum ActionStatus {
  OPEN,
  BLOCKED,
  COMPLETED,
  DROPPED;

  /** Whether something is still to be done. */
  public boolean isOpen() {
    return this == OPEN || this == BLOCKED;
  }
}
