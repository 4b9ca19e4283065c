package io.minutebook.simulation;

import com.mongodb.MongoException;

/** The database did not answer. */
final class Unanswered extends MongoException {

  private static final long serialVersionUID = 1;

  Unanswered() {
    super("no answer");
  }

  /** Where it happened is of no interest, and looking costs. */
  // Thrown within a run, which is on one thread.
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
