package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;

import io.minutebook.event.MeetingId;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The items of one kind in the minutes of one meeting, in the order of the minutes, as one version
 * of them has it.
 *
 * @param held whether the meeting was not called off; what counts across meetings leaves others out
 */
public record MeetingItems<T>(
    MeetingId meeting, LocalDate date, boolean held, long version, List<T> items) {

  public MeetingItems {
    items = List.copyOf(items);
  }

  private Document document(Function<T, Document> item) {
    return new Document("_id", meeting.stream())
        .append("version", version)
        .append("series", meeting.series().slug())
        .append("date", date.toString())
        .append("held", held)
        .append("items", items.stream().map(item).toList());
  }

  /** The document of a meeting's action items. */
  public static Document ofActions(MeetingItems<ActionItem> actions) {
    return actions.document(ActionItem::toDocument);
  }

  /** The document of a meeting's counts of tickets. */
  public static Document ofCounts(MeetingItems<TicketNumber> counts) {
    return counts.document(TicketNumber::toDocument);
  }

  /** The document of a meeting's decisions. */
  public static Document ofDecisions(MeetingItems<DecisionItem> decisions) {
    return decisions.document(DecisionItem::toDocument);
  }

  /** The document of the packages that a meeting's minutes list. */
  public static Document ofPackages(MeetingItems<PackageItem> packages) {
    return packages.document(PackageItem::toDocument);
  }

  /** Only documents of meetings that were not called off. */
  static Bson areHeld() {
    return eq("held", true);
  }

  static MeetingId meeting(Document document) {
    return MeetingId.ofStream(document.getString("_id"));
  }

  static LocalDate date(Document document) {
    return LocalDate.parse(document.getString("date"));
  }

  /** The items of a document with their places in the whole list. */
  static <T> Stream<Page.Edge<T>> items(Document document, ItemReader<T> reader) {
    MeetingId meeting = meeting(document);
    LocalDate date = date(document);
    List<Document> items = document.getList("items", Document.class);
    return IntStream.range(0, items.size())
        .mapToObj(
            i ->
                new Page.Edge<>(
                    new ItemKey(meeting.stream(), i).text(),
                    reader.read(meeting, date, items.get(i))));
  }

  /** Makes an item of what is stored of it. */
  interface ItemReader<T> {
    T read(MeetingId meeting, LocalDate date, Document item);
  }
}
