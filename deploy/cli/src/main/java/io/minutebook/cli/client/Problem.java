package io.minutebook.cli.client;

import org.jspecify.annotations.Nullable;

/** A service refused a request; the message is its own explanation, with the field at fault. */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final boolean temporary;

  Problem(int status, String title, @Nullable String detail, @Nullable String field) {
    this(status, title, detail, field, false);
  }

  Problem(
      int status,
      String title,
      @Nullable String detail,
      @Nullable String field,
      boolean temporary) {
    super(text(title, detail, field));
    this.status = status;
    this.temporary = temporary;
  }

  /** Whether the same question may be answered a little later. */
  public boolean isTemporary() {
    return temporary;
  }

  /** The HTTP status, or 200 for an error in a GraphQL answer. */
  public int status() {
    return status;
  }

  /** Whether it is about who asks, so that no other request would fare better. */
  public boolean isAboutRights() {
    return status == 401 || status == 403;
  }

  private static String text(String title, @Nullable String detail, @Nullable String field) {
    String said = detail == null || detail.isBlank() ? title : detail;
    return field == null ? said : said + " (" + field + ")";
  }
}
