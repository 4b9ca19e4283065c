package io.minutebook.query.view;

/** A view's document is not as this program writes it. */
public final class ViewFormatException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ViewFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
