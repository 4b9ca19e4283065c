package io.minutebook.query.graphql;

import io.minutebook.query.http.MeetingJson;
import io.minutebook.query.view.StoredMinutes;
import java.util.Map;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Component;

/** A whole meeting, for those who do not ask by GraphQL. */
@Component
class WholeMeeting implements MeetingJson {

  private final Whole meetings;

  WholeMeeting(GraphQlSource source) {
    this.meetings = new Whole(source.schema(), "Meeting");
  }

  @Override
  public Map<String, Object> of(StoredMinutes minutes) {
    return meetings.of(new MeetingNode(minutes));
  }
}
