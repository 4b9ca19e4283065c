package io.minutebook.query.view;

import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoTimeoutException;

/** Tells a database that did not answer in time from one that has refused something. */
public final class DatabaseTimeouts {

  private DatabaseTimeouts() {}

  /** Whether a problem is that the database, or a connection to it, was not to be had in time. */
  public static boolean is(Throwable problem) {
    return problem instanceof MongoOperationTimeoutException
        || problem instanceof MongoExecutionTimeoutException
        || problem instanceof MongoTimeoutException;
  }
}
