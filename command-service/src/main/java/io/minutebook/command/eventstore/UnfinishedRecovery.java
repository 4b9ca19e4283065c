package io.minutebook.command.eventstore;

import com.mongodb.client.MongoDatabase;

/** The commits are being made anew, or that was stopped in its middle: no service may use them. */
public final class UnfinishedRecovery extends IllegalStateException {

  private static final long serialVersionUID = 1;

  private UnfinishedRecovery(String what) {
    super(
        "the commits are only half there, because '%s' was not finished: run it again"
                .formatted(what)
            + " (see 'Backup, restore, recovery' in the operations guide)");
  }

  /**
   * Lets a service go on only if the commits are whole.
   *
   * @throws UnfinishedRecovery if they are not
   */
  public static void refuse(MongoDatabase database) {
    new WholeStore(database)
        .begun()
        .ifPresent(
            what -> {
              throw new UnfinishedRecovery(what);
            });
  }
}
