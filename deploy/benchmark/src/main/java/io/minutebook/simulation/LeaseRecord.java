package io.minutebook.simulation;

import io.minutebook.command.relay.LeaseTable;
import io.minutebook.command.relay.LeaseTable.Observed;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** The one lease in the database, which goes by the server's clock. */
final class LeaseRecord {

  private final Database database;
  private String holder = "";
  private long term;
  private Instant renewed = Instant.EPOCH;

  LeaseRecord(Database database) {
    this.database = database;
  }

  Observed observed() {
    return new Observed(holder, term, renewed, database.clock());
  }

  private void set(String newHolder, long newTerm, Instant now) {
    String oldHolder = holder;
    long oldTerm = term;
    Instant before = renewed;
    holder = newHolder;
    term = newTerm;
    renewed = now;
    database.wrote(
        () -> {
          holder = oldHolder;
          term = oldTerm;
          renewed = before;
        });
  }

  /** The lease as one machine sees it. */
  LeaseTable seenFrom(Machine machine) {
    return new LeaseTable() {
      @Override
      public Observed observe(String lease) {
        return Objects.requireNonNull(
            database
                .server()
                .<Observed>call(machine, Unanswered::new, reply -> reply.with(observed())));
      }

      @Override
      public boolean take(String lease, Observed seen, String taker) {
        return changed(
            () -> term == seen.term() && !renewed.isAfter(seen.renewed()),
            () -> set(taker, seen.term() + 1, database.clock()));
      }

      @Override
      public boolean renew(String lease, String self, long own) {
        return changed(
            () -> holder.equals(self) && term == own, () -> set(self, own, database.clock()));
      }

      @Override
      public void giveUp(String lease, String self, long own) {
        changed(() -> holder.equals(self) && term == own, () -> set(self, own, Instant.EPOCH));
      }

      private boolean changed(BooleanSupplier condition, Runnable change) {
        Boolean done =
            database
                .server()
                .<Boolean>call(
                    machine,
                    Unanswered::new,
                    reply -> {
                      boolean holds = condition.getAsBoolean();
                      if (holds) {
                        change.run();
                      }
                      database.whenJournalled(() -> reply.with(holds));
                    });
        return Boolean.TRUE.equals(done);
      }
    };
  }
}
