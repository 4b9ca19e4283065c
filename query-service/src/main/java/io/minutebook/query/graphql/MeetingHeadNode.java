package io.minutebook.query.graphql;

import graphql.schema.DataFetchingFieldSelectionSet;
import io.minutebook.event.PersonLabel;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.query.view.ConsistencyToken;
import io.minutebook.query.view.MeetingHead;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Of a meeting what its head tells; each method is named like the schema's field. */
record MeetingHeadNode(MeetingHead head) {

  private static final String TYPE = "Meeting";
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "series",
          "day",
          "date",
          "title",
          "status",
          "version",
          "token",
          "attendance",
          "__typename");

  /** Whether the head tells all that a query asks of meetings. */
  static boolean tells(DataFetchingFieldSelectionSet asked) {
    return asked.getFields().stream()
        .filter(field -> field.getObjectTypeNames().contains(TYPE))
        .allMatch(field -> FIELDS.contains(field.getName()));
  }

  /** Whether a query asks who attended. */
  static boolean needsPeople(DataFetchingFieldSelectionSet asked) {
    return asked.getFields().stream()
        .anyMatch(
            field ->
                field.getObjectTypeNames().contains(TYPE) && field.getName().equals("attendance"));
  }

  public String id() {
    return head.meeting().toString();
  }

  public String series() {
    return head.meeting().series().slug();
  }

  public String day() {
    return head.meeting().day();
  }

  public LocalDate date() {
    return head.date();
  }

  public String title() {
    return head.title();
  }

  public MeetingStatus status() {
    return head.status();
  }

  public long version() {
    return head.version();
  }

  public String token() {
    return new ConsistencyToken(head.stream(), head.version()).toString();
  }

  public List<PersonLabel> attendance() {
    return head.people();
  }
}
