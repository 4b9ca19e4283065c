package io.minutebook.query.view;

import io.minutebook.event.StatedDelta;
import java.util.Locale;
import org.bson.Document;
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
  static String key(String counter) {
    return counter.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
  }

  Document toDocument() {
    Document document = new Document("entry", entry).append("counter", key(counter()));
    append(document, "board", board);
    append(document, "state", state);
    append(document, "queue", queue);
    document.append("count", count);
    append(document, "stated", stated == null ? null : stated.text());
    return document;
  }

  private static void append(Document document, String field, @Nullable String value) {
    if (value != null) {
      document.append(field, value);
    }
  }

  static TicketNumber from(Document document) {
    String stated = document.getString("stated");
    return new TicketNumber(
        document.getString("entry"),
        document.getString("board"),
        document.getString("state"),
        document.getString("queue"),
        document.getInteger("count"),
        stated == null ? null : new StatedDelta(stated));
  }
}
