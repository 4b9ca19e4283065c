package io.minutebook.command.relay;

/** Says which one of several relays is the active one. */
@FunctionalInterface
public interface RelayLease {

  /**
   * Whether this relay may publish now. Another one that also does can only make duplicates. May
   * ask the database.
   */
  boolean isHeld();

  /** Lets another relay be the active one at once. */
  default void giveUp() {}

  /** Of a relay that is the only one. */
  static RelayLease alone() {
    return () -> true;
  }
}
