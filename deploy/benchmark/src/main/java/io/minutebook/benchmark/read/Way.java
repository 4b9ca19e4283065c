package io.minutebook.benchmark.read;

import io.minutebook.benchmark.http.Connection;
import io.minutebook.benchmark.http.GraphQl;
import io.minutebook.event.MeetingId;
import java.io.IOException;
import java.util.Map;

/** A way to read a meeting. */
enum Way {

  /** What a list of meetings shows of each. */
  HEAD("graphql, the head") {
    @Override
    Connection.Reply read(MeetingId meeting, Connection connection) throws IOException {
      return GraphQl.ask(connection, HEAD_QUERY, variables(meeting));
    }
  },

  /** All that the minutes say. */
  WHOLE("graphql, the whole") {
    @Override
    Connection.Reply read(MeetingId meeting, Connection connection) throws IOException {
      return GraphQl.ask(connection, WHOLE_QUERY, variables(meeting));
    }
  },

  /** The same as a JSON document of its own, where the service has that. */
  JSON("json") {
    @Override
    Connection.Reply read(MeetingId meeting, Connection connection) throws IOException {
      return connection.get("/meetings/" + meeting);
    }
  },

  /** The minutes as a document. */
  MARKDOWN("markdown") {
    @Override
    Connection.Reply read(MeetingId meeting, Connection connection) throws IOException {
      return connection.get("/meetings/" + meeting + "/minutes");
    }
  },

  /** The stored document, as it is. */
  BARE("bare findOne") {
    @Override
    Connection.Reply read(MeetingId meeting, Connection connection) throws IOException {
      return connection.get("/meetings/" + meeting + "/bare");
    }
  };

  private static final String HEAD_QUERY =
      """
      query head($series: String!, $day: String!) {
        meeting(series: $series, date: $day) { id date title status version attendance }
      }
      """;

  private static final String WHOLE_QUERY =
      """
      query whole($series: String!, $day: String!) {
        meeting(series: $series, date: $day) {
          id date title status version attendance entries { id parent kind text }
        }
      }
      """;

  private final String label;

  Way(String label) {
    this.label = label;
  }

  abstract Connection.Reply read(MeetingId meeting, Connection connection) throws IOException;

  /** Whether the service can be asked like this. */
  boolean isThere(MeetingId meeting, Connection connection) throws IOException {
    return read(meeting, connection).status() == 200;
  }

  private static Map<String, Object> variables(MeetingId meeting) {
    return Map.of("series", meeting.series().slug(), "day", meeting.day());
  }

  @Override
  public String toString() {
    return label;
  }
}
