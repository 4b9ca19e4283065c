package io.minutebook.cli.git;

import java.io.IOException;

/** A document in the history is too large to be read; the message says so. */
public final class UnreadableDocument extends IOException {

  private static final long serialVersionUID = 1;

  UnreadableDocument(String message) {
    super(message);
  }
}
