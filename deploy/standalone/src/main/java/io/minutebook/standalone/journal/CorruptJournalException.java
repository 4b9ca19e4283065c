package io.minutebook.standalone.journal;

import java.io.IOException;

/** The stored bytes are not what was written, at a place that no crash explains. */
public final class CorruptJournalException extends IOException {

  private static final long serialVersionUID = 1L;

  CorruptJournalException(String message) {
    super(message);
  }
}
