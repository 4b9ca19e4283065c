package io.minutebook.command.relay;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The leases in MongoDB: {@code {_id: <lease>, holder, term, renewed, asked}}. */
public final class MongoLeaseTable implements LeaseTable {

  private static final String ID = "_id";
  private static final String HOLDER = "holder";
  private static final String TERM = "term";
  private static final String RENEWED = "renewed";

  /** When somebody asked last: the server's clock, read where the lease is. */
  private static final String ASKED = "asked";

  private static final FindOneAndUpdateOptions AFTER =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  private final MongoCollection<Document> leases;

  public MongoLeaseTable(MongoDatabase database) {
    this.leases = database.getCollection("leases").withWriteConcern(WriteConcern.MAJORITY);
  }

  @Override
  public Observed observe(String lease) {
    Document found = asked(lease);
    if (found == null) {
      make(lease);
      found = Objects.requireNonNull(asked(lease), "a lease's record is never deleted");
    }
    return new Observed(
        found.getString(HOLDER),
        found.getLong(TERM),
        found.getDate(RENEWED).toInstant(),
        found.getDate(ASKED).toInstant());
  }

  private @Nullable Document asked(String lease) {
    return leases.findOneAndUpdate(eq(ID, lease), Updates.currentDate(ASKED), AFTER);
  }

  private void make(String lease) {
    try {
      leases.insertOne(
          new Document(ID, lease)
              .append(HOLDER, "")
              .append(TERM, 0L)
              .append(RENEWED, Date.from(Instant.EPOCH)));
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
      // another relay made it at the same moment
    }
  }

  @Override
  public boolean take(String lease, Observed observed, String holder) {
    return changed(
        and(
            eq(ID, lease),
            eq(TERM, observed.term()),
            // not by equality: a server's own clock may be finer than what it hands out
            lt(RENEWED, Date.from(observed.renewed().plusMillis(1)))),
        Updates.combine(
            Updates.set(HOLDER, holder),
            Updates.set(TERM, observed.term() + 1),
            Updates.currentDate(RENEWED)));
  }

  @Override
  public boolean renew(String lease, String holder, long term) {
    return changed(held(lease, holder, term), Updates.currentDate(RENEWED));
  }

  @Override
  public void giveUp(String lease, String holder, long term) {
    changed(held(lease, holder, term), Updates.set(RENEWED, Date.from(Instant.EPOCH)));
  }

  private static Bson held(String lease, String holder, long term) {
    return and(eq(ID, lease), eq(HOLDER, holder), eq(TERM, term));
  }

  private boolean changed(Bson filter, Bson change) {
    return leases.updateOne(filter, change).getMatchedCount() == 1;
  }
}
