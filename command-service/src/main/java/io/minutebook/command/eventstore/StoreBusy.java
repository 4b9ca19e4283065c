package io.minutebook.command.eventstore;

/** So much waits to be stored that nothing more is taken in; nothing was sent. */
public final class StoreBusy extends RuntimeException {

  private static final long serialVersionUID = 1;

  StoreBusy(int waiting) {
    super(waiting + " commits wait to be stored", null, false, false);
  }
}
