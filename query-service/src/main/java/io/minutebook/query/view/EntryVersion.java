package io.minutebook.query.view;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.minutes.Content;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of some minutes said, from one moment to another. A new one begins whenever a
 * command changes what is to be found of the entry in a list.
 *
 * @param before what the version before it said on the same day; null: there is none, or it was
 *     read from a document
 * @param from what began it
 * @param to what ended it; null: it is so now
 */
public record EntryVersion(
    MeetingId meeting,
    EntryId entry,
    Facts facts,
    @Nullable Content before,
    Bound from,
    @Nullable Bound to) {

  /** The instant of what has not ended: later than any that is recorded. */
  static final Date FOREVER = Date.from(Instant.parse("9999-12-31T00:00:00Z"));

  /**
   * What lists tell of an entry.
   *
   * @param date the day of the meeting
   * @param held whether the meeting was not called off; what counts across meetings leaves others
   *     out
   * @param place grows in the order of the document; of no other meaning
   * @param sections the titles of the headings that it stands under, outermost first
   * @param above what the entry right above it says, where that is no heading; null: none
   * @param steps what happened to it as an action item, in order
   */
  public record Facts(
      LocalDate date,
      boolean held,
      long place,
      List<String> sections,
      @Nullable String above,
      Content content,
      List<ActionStep> steps) {

    public Facts {
      sections = List.copyOf(sections);
      steps = List.copyOf(steps);
    }
  }

  /**
   * The end of a command's events.
   *
   * @param version of the last of them
   * @param recorded when they were recorded
   * @param occurred the latest time at which anything up to that version happened
   */
  public record Bound(long version, Instant recorded, Instant occurred) {}

  /** This version, ended; null: not ended. */
  public EntryVersion until(@Nullable Bound end) {
    return new EntryVersion(meeting, entry, facts, before, from, end);
  }

  /** The name of the document: it is the same however often the log is read. */
  public String id() {
    return id(meeting.stream(), entry, from.version());
  }

  public static String id(String stream, EntryId entry, long version) {
    return ids(stream, entry.value()) + version;
  }

  /** With what the names of an entry's documents begin, and of no other's. */
  static String ids(String stream, String entry) {
    return stream + "#" + entry + "@";
  }

  public EntryAddress address() {
    return new EntryAddress(meeting, entry);
  }

  /** What a document has from the beginning. */
  public Document beginning() {
    Document document =
        new Document("stream", meeting.stream())
            .append("series", meeting.series().slug())
            .append("entry", entry.value())
            .append("kind", EntryKeys.kind(facts.content()))
            .append("date", facts.date().toString())
            .append("held", facts.held())
            .append("place", facts.place())
            .append("sections", facts.sections());
    if (facts.above() != null) {
      document.append("above", facts.above());
    }
    document.append("content", StateJson.write(facts.content()));
    if (!facts.steps().isEmpty()) {
      document.append("steps", facts.steps().stream().map(ActionStep::toDocument).toList());
    }
    EntryKeys.append(document, this);
    return document
        .append("version", from.version())
        .append("from", Date.from(from.recorded()))
        .append("fromOccurred", Date.from(from.occurred()));
  }

  /** What a document has at its end; at first it is to last forever. */
  public static Document end(@Nullable Bound to) {
    return new Document("until", to == null ? Long.MAX_VALUE : to.version())
        .append("to", to == null ? FOREVER : Date.from(to.recorded()))
        .append("toOccurred", to == null ? FOREVER : Date.from(to.occurred()));
  }

  /** The whole document. */
  public Document toDocument() {
    Document document = new Document("_id", id());
    document.putAll(beginning());
    document.putAll(end(to));
    return document;
  }

  static EntryVersion from(Document document) {
    String above = document.getString("above");
    List<Document> steps = document.getList("steps", Document.class, List.of());
    Facts facts =
        new Facts(
            LocalDate.parse(document.getString("date")),
            document.getBoolean("held"),
            document.getLong("place"),
            document.getList("sections", String.class),
            above,
            StateJson.read(document.getString("content"), Content.class),
            steps.stream().map(ActionStep::from).toList());
    long until = document.getLong("until");
    return new EntryVersion(
        MeetingId.ofStream(document.getString("stream")),
        new EntryId(document.getString("entry")),
        facts,
        null,
        bound(document.getLong("version"), document, "from", "fromOccurred"),
        until == Long.MAX_VALUE ? null : bound(until, document, "to", "toOccurred"));
  }

  private static Bound bound(long version, Document document, String recorded, String occurred) {
    return new Bound(
        version, document.getDate(recorded).toInstant(), document.getDate(occurred).toInstant());
  }
}
