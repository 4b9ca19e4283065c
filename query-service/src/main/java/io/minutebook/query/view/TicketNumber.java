package io.minutebook.query.view;

import io.minutebook.event.StatedDelta;
import io.minutebook.minutes.Content;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many tickets were counted, as the minutes of one meeting say it.
 *
 * @param board the board; null for a queue
 * @param state the state of the board's tickets; null for a queue
 * @param queue the queue; null for a board, and where the minutes name none
 */
public record TicketNumber(
    String entry,
    @Nullable String board,
    @Nullable String state,
    @Nullable String queue,
    int count,
    @Nullable StatedDelta stated) {

  private static final String UNLABELLED = "unlabelled";

  /** What is counted: {@code queue:FreshDesk}, {@code queue:unlabelled}, {@code jira:Open}. */
  public String counter() {
    return board == null
        ? "queue:" + queueName()
        : board.toLowerCase(Locale.ROOT) + ":" + (state == null ? "" : state);
  }

  /** The queue, or the word for none; only of use where this is no board's. */
  String queueName() {
    return queue == null ? UNLABELLED : queue;
  }

  /** What two spellings of one counter share. */
  public static String key(String counter) {
    return Texts.key(counter);
  }

  /** The count that a version of an entry is. */
  public static TicketNumber of(EntryVersion version) {
    String entry = version.entry().value();
    return switch (version.facts().content()) {
      case Content.QueueCount c ->
          new TicketNumber(entry, null, null, c.queue(), c.count(), c.stated());
      case Content.TicketCount c ->
          new TicketNumber(entry, c.board(), c.state(), null, c.count(), c.stated());
      default -> throw new IllegalArgumentException(version.id() + " is not a count");
    };
  }
}
