package io.minutebook.standalone.journal;

import java.io.IOException;

/** The stored bytes are not what was written, at a place that no crash explains. */
public final class CorruptJournalException extends IOException {

  private static final long serialVersionUID = 1L;

  static final String WHAT_TO_DO = "Restore the folder from a backup.";

  CorruptJournalException(String message) {
    super(message);
  }
}
