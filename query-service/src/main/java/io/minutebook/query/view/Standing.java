package io.minutebook.query.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Which generation of the views answers, and which one is being built.
 *
 * @param format the number of the form that the current generation's documents have
 * @param last the highest number that any generation ever had
 * @param since since when the current generation answers, by the server's clock
 * @param now the server's clock when it was last asked for
 */
public record Standing(
    int format,
    Generation current,
    int last,
    Instant since,
    Instant now,
    @Nullable Building building) {

  /**
   * The generation that is being built.
   *
   * @param view the only view that is made anew; null: all
   * @param holder who builds it; empty while nobody has begun
   * @param term counts the holders, from 0
   * @param renewed when the holder was last heard of, by the server's clock
   */
  public record Building(
      Generation generation,
      int format,
      @Nullable String view,
      String holder,
      long term,
      Instant renewed) {

    Document toDocument() {
      Document document = generationDocument(generation).append("format", format);
      if (view != null) {
        document.append("view", view);
      }
      return document
          .append("holder", holder)
          .append("term", term)
          .append("renewed", Date.from(renewed));
    }
  }

  /** Whether what is being built has nobody who was heard of for so long. */
  public boolean isWaiting(Duration lease) {
    return building != null
        && (building.term() == 0 || now.isAfter(building.renewed().plus(lease)));
  }

  static Document generationDocument(Generation generation) {
    Document taken = new Document();
    taken.putAll(generation.taken());
    return new Document("generation", generation.number()).append("taken", taken);
  }

  static Standing from(Document document) {
    return new Standing(
        document.getInteger("format", 0),
        generation(document),
        document.getInteger("last", 0),
        instant(document.getDate("since")),
        instant(document.getDate("asked")),
        building(document.get("building", Document.class)));
  }

  private static @Nullable Building building(@Nullable Document document) {
    return document == null
        ? null
        : new Building(
            generation(document),
            document.getInteger("format", 0),
            document.getString("view"),
            document.getString("holder"),
            document.getLong("term"),
            instant(document.getDate("renewed")));
  }

  private static Generation generation(Document document) {
    Map<String, Integer> taken = new HashMap<>();
    Document stored = document.get("taken", Document.class);
    if (stored != null) {
      stored.forEach((view, number) -> taken.put(view, ((Number) number).intValue()));
    }
    return new Generation(document.getInteger("generation", 0), taken);
  }

  private static Instant instant(@Nullable Date date) {
    return date == null ? Instant.EPOCH : date.toInstant();
  }
}
