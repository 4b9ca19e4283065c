package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.query.view.TicketTally.Previous;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The counts of tickets, one document a meeting. */
public final class CountsView {

  private final MongoCollection<Document> documents;

  CountsView(MongoCollection<Document> documents) {
    this.documents = documents;
  }

  /** Which counts are wanted; null: whatever it is. Case does not matter in the names. */
  public record Filter(
      SeriesId series,
      @Nullable String counter,
      @Nullable String queue,
      @Nullable String board,
      @Nullable String state,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {

    private Bson documents() {
      List<Bson> conditions = new ArrayList<>();
      conditions.add(eq("series", series.slug()));
      if (counter != null) {
        conditions.add(eq("items.counter", TicketNumber.key(counter)));
      }
      if (to != null) {
        conditions.add(lte("date", to.toString()));
      }
      return MinutesView.all(conditions);
    }

    private boolean matches(TicketTally tally) {
      TicketNumber number = tally.number();
      return (from == null || !tally.date().isBefore(from))
          && (counter == null
              || TicketNumber.key(number.counter()).equals(TicketNumber.key(counter)))
          && (queue == null
              || (number.board() == null && queue.equalsIgnoreCase(number.queueName())))
          && (board == null || board.equalsIgnoreCase(number.board()))
          && (state == null || state.equalsIgnoreCase(number.state()));
    }
  }

  /**
   * The counts of a series with what was counted before, in the order of the meetings' days and of
   * their minutes.
   */
  public Page<TicketTally> tallies(Filter filter, Page.Wanted wanted) {
    Optional<ItemKey> after = ItemKey.from(wanted);
    Tallying tallying = new Tallying(after.isEmpty());
    try (MongoCursor<Document> cursor =
        documents.find(filter.documents()).sort(ascending("date", "_id")).iterator()) {
      return Page.of(
          Cursors.stream(cursor)
              .flatMap(document -> tallying.next(document, after))
              .filter(edge -> filter.matches(edge.node()))
              .iterator(),
          wanted);
    }
  }

  /** Goes through a series' meetings in order and keeps what was counted last. */
  private static final class Tallying {
    private final Map<String, Previous> last = new HashMap<>();
    private boolean passed;

    Tallying(boolean passed) {
      this.passed = passed;
    }

    Stream<Page.Edge<TicketTally>> next(Document document, Optional<ItemKey> after) {
      MeetingId meeting = MeetingItems.meeting(document);
      LocalDate date = MeetingItems.date(document);
      Map<String, Previous> now = new HashMap<>();
      List<Page.Edge<TicketTally>> tallies = new ArrayList<>();
      int index = 0;
      for (Document item : document.getList("items", Document.class)) {
        TicketNumber number = TicketNumber.from(item);
        String counter = TicketNumber.key(number.counter());
        now.put(counter, new Previous(meeting, date, number.count()));
        ItemKey key = new ItemKey(meeting.stream(), index++);
        if (passed) {
          tallies.add(
              new Page.Edge<>(
                  key.text(), new TicketTally(meeting, date, number, last.get(counter))));
        }
        passed |= after.filter(key::equals).isPresent();
      }
      last.putAll(now);
      return tallies.stream();
    }
  }
}
