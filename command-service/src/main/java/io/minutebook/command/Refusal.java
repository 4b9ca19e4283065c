package io.minutebook.command;

import org.jspecify.annotations.Nullable;

/**
 * Why a command changed nothing, in terms of the field at fault. Unchecked, so that a unit of work
 * that meets it is rolled back.
 */
public final class Refusal extends RuntimeException {

  /** The kinds of refusal; HTTP gives each a status. */
  public enum Kind {
    /** The request cannot be read: a wrong name, type or syntax (400). */
    MALFORMED,
    /** What is addressed does not exist (404). */
    NOT_FOUND,
    /** It contradicts what stands, for example a meeting that exists already (409). */
    CONFLICT,
    /** The version that the client has seen is no longer the current one (412). */
    STALE,
    /** It is larger than what is taken (413). */
    TOO_LARGE,
    /** It is readable, but breaks a rule (422). */
    INVALID,
    /** The client must say which version it has seen (428). */
    PRECONDITION_REQUIRED
  }

  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final @Nullable String field;

  public Refusal(Kind kind, @Nullable String field, String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.field = field;
  }

  public static Refusal invalid(@Nullable String field, String message) {
    return new Refusal(Kind.INVALID, field, message);
  }

  public static Refusal notFound(@Nullable String field, String message) {
    return new Refusal(Kind.NOT_FOUND, field, message);
  }

  public static Refusal conflict(@Nullable String field, String message) {
    return new Refusal(Kind.CONFLICT, field, message);
  }

  /** The same refusal of a command in a list, its field prefixed with the command's position. */
  public Refusal inList(int index) {
    String prefix = "commands[" + index + "]";
    return new Refusal(
        kind, field == null ? prefix : prefix + "." + field, String.valueOf(getMessage()));
  }

  public Kind kind() {
    return kind;
  }

  /** The field at fault, as the client wrote it; null where no field is. */
  public @Nullable String field() {
    return field;
  }
}
