package io.minutebook.query.audit;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Filters;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import org.bson.conversions.Bson;

/** Which streams are looked at. */
public sealed interface Scope {

  /** Everything there is. */
  Scope ALL = new Everything();

  /**
   * A series with all its meetings, or one meeting.
   *
   * @param text {@code SERIES} or {@code SERIES/YYYY-MM-DD[-2]}
   * @throws IllegalArgumentException if it names neither
   */
  static Scope parse(String text) {
    return text.contains("/")
        ? new OfMeeting(MeetingId.parse(text))
        : new OfSeries(new SeriesId(text));
  }

  boolean includes(String stream);

  /** Only what is looked at, by the field that has the stream's name. */
  Bson filter(String field);

  /** Every stream. */
  record Everything() implements Scope {

    @Override
    public boolean includes(String stream) {
      return true;
    }

    @Override
    public Bson filter(String field) {
      return Filters.empty();
    }

    @Override
    public String toString() {
      return "everything";
    }
  }

  /** A series and its meetings. */
  record OfSeries(SeriesId series) implements Scope {

    @Override
    public boolean includes(String stream) {
      return stream.equals(series.stream()) || stream.startsWith("meeting/" + series.slug() + "/");
    }

    @Override
    public Bson filter(String field) {
      // '0' is the character after '/'
      return or(
          eq(field, series.stream()),
          and(
              gte(field, "meeting/" + series.slug() + "/"),
              lt(field, "meeting/" + series.slug() + "0")));
    }

    @Override
    public String toString() {
      return series.slug();
    }
  }

  /** The minutes of one meeting. */
  record OfMeeting(MeetingId meeting) implements Scope {

    @Override
    public boolean includes(String stream) {
      return stream.equals(meeting.stream());
    }

    @Override
    public Bson filter(String field) {
      return eq(field, meeting.stream());
    }

    @Override
    public String toString() {
      return meeting.toString();
    }
  }
}
