package io.minutebook.benchmark.crash;

/**
 * A promise that was not kept.
 *
 * @param stream where, if it is in a stream; otherwise empty
 * @param version at which version, if it is at one; otherwise -1
 * @param command the idempotency key of the command concerned; otherwise empty
 * @param detail for a person
 */
record Violation(Kind kind, String stream, long version, String command, String detail) {

  enum Kind {
    /** A command was acknowledged and is not stored as it was acknowledged. */
    LOST,
    /** A command is stored more than once. */
    DOUBLED,
    /** What is stored was never asked for. */
    INVENTED,
    /** A command that was repeated got another answer than the first time. */
    ANSWER_DIFFERS,
    /** A command got an answer that no command of the kind may get. */
    WRONG_ANSWER,
    /** A command was not answered although nothing was in its way any more. */
    UNANSWERED,
    /** A part did not come up although nothing was in its way any more. */
    NOT_UP,
    /** The store lacks versions of a stream. */
    STORE_GAP,
    /** A commit is not chained to the one before it, or is not what its hash was taken of. */
    CHAIN_BROKEN,
    /** The log has versions of a stream in another order, or lacks some between others. */
    LOG_ORDER,
    /** The log has other bytes or headers than the store. */
    LOG_DIFFERS,
    /** What is stored was not published. */
    NOT_PUBLISHED,
    /** The log has what is not stored. */
    NOT_STORED,
    /** A commit is in the log and still marked as one that is not. */
    STILL_PENDING,
    /** The views do not have what is stored. */
    VIEW_BEHIND,
    /** What {@code minutebook verify} finds. */
    VERIFICATION,
    /** A process ended that nobody had killed. */
    ENDED_BY_ITSELF
  }

  static Violation in(Kind kind, String stream, long version, String detail) {
    return new Violation(kind, stream, version, "", detail);
  }

  static Violation of(Kind kind, Command command, String detail) {
    return new Violation(kind, command.stream(), -1, command.key(), detail);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(kind.toString());
    if (!stream.isEmpty()) {
      text.append(' ').append(stream);
    }
    if (version >= 0) {
      text.append('@').append(version);
    }
    if (!command.isEmpty()) {
      text.append(" (").append(command).append(')');
    }
    return text.append(": ").append(detail).toString();
  }
}
