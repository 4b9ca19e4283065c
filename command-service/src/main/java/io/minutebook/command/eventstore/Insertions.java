package io.minutebook.command.eventstore;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads what the driver says of an insert as what came of each document. */
final class Insertions {

  private static final Insertion STORED = new Insertion.Stored();
  private static final Insertion DUPLICATE = new Insertion.Duplicate();

  private Insertions() {}

  /**
   * Runs an unordered insert.
   *
   * @param count of how many documents it is
   * @return for each document what came of it
   */
  static List<Insertion> of(int count, Runnable insert) {
    try {
      insert.run();
      return Collections.nCopies(count, STORED);
    } catch (MongoBulkWriteException e) {
      // what has no error of its own is stored, but is durable only if no concern was violated
      Insertion others = e.getWriteConcernError() == null ? STORED : new Insertion.Unsure(e);
      List<Insertion> results = new ArrayList<>(Collections.nCopies(count, others));
      for (BulkWriteError error : e.getWriteErrors()) {
        results.set(error.getIndex(), ofError(error, e));
      }
      return results;
    } catch (MongoException e) {
      return Collections.nCopies(
          count, Refusals.isRefused(e) ? new Insertion.Refused(e) : new Insertion.Unsure(e));
    } catch (RuntimeException e) {
      MongoException why = new MongoException("the driver failed in inserting", e);
      return Collections.nCopies(count, new Insertion.Unsure(why));
    }
  }

  private static Insertion ofError(BulkWriteError error, MongoBulkWriteException e) {
    MongoWriteException alone =
        new MongoWriteException(error, e.getServerAddress(), e.getErrorLabels());
    if (Refusals.isDuplicateKey(alone)) {
      return DUPLICATE;
    }
    return Refusals.isRefused(alone) ? new Insertion.Refused(alone) : new Insertion.Unsure(alone);
  }
}
