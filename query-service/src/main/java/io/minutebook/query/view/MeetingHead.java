package io.minutebook.query.view;

import static com.mongodb.client.model.Projections.include;

import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.minutes.MeetingStatus;
import java.time.LocalDate;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What lists mostly show of a meeting.
 *
 * @param version of the last event in its minutes, from 0
 * @param date the day on which it takes place
 * @param people who attended, as the minutes write them; none if that was not read
 */
public record MeetingHead(
    MeetingId meeting,
    long version,
    LocalDate date,
    String title,
    MeetingStatus status,
    List<PersonLabel> people) {

  /** The fields of the document that it is made of: the minutes themselves are most of that. */
  static final Bson FIELDS = include("version", "date", "title", "status", "people");

  /** The same but for the people: an index has all of these. */
  static final Bson KEY_FIELDS = include("version", "date", "title", "status");

  public MeetingHead {
    people = List.copyOf(people);
  }

  public String stream() {
    return meeting.stream();
  }

  static MeetingHead from(Document document) {
    return new MeetingHead(
        MeetingId.ofStream(document.getString("_id")),
        document.getLong("version"),
        LocalDate.parse(document.getString("date")),
        document.getString("title"),
        MeetingStatus.valueOf(document.getString("status")),
        document.getList("people", String.class, List.of()).stream()
            .map(PersonLabel::new)
            .toList());
  }
}
