package io.minutebook.command.eventstore;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoWriteException;

/** Which of the driver's exceptions say for certain that something was not stored. */
final class Refusals {

  private Refusals() {}

  static boolean isDuplicateKey(MongoException e) {
    return e instanceof MongoWriteException write
        && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
  }

  /** Whether the server, or the driver before sending, has said no: repeating would not help. */
  static boolean isRefused(MongoException e) {
    return e instanceof MongoSecurityException
        || (!e.hasErrorLabel("RetryableWriteError")
            && (e instanceof MongoWriteException || e.getClass() == MongoCommandException.class));
  }
}
