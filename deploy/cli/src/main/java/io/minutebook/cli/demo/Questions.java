package io.minutebook.cli.demo;

/** What the demonstration asks in GraphQL. */
final class Questions {

  static final String OPEN_ACTIONS =
      """
      query($meeting: String, $owner: String, $first: Int, $after: String) {
        actions(meeting: $meeting, owner: $owner, open: true, first: $first, after: $after) {
          nodes { text tickets section }
          pageInfo { hasNextPage endCursor }
        }
      }
      """;

  static final String ACTIONS_OF_TICKET =
      """
      query($series: String, $ticket: String, $first: Int, $after: String) {
        actions(series: $series, ticket: $ticket, first: $first, after: $after) {
          nodes { date owners text }
          pageInfo { hasNextPage endCursor }
        }
      }
      """;

  static final String COUNTS =
      """
      query($series: String!, $first: Int, $after: String) {
        ticketCounts(series: $series, first: $first, after: $after) {
          nodes {
            meeting entry date counter count stated statedDelta derivedDelta deltaAgrees
            previousCount daysSincePrevious
          }
          pageInfo { hasNextPage endCursor }
        }
      }
      """;

  static final String MEETINGS =
      """
      query($series: String!, $first: Int, $after: String) {
        meetings(series: $series, first: $first, after: $after) {
          nodes { date attendance entries { ... on Duty { slot person } } }
          pageInfo { hasNextPage endCursor }
        }
      }
      """;

  static final String MARKDOWN =
      """
      query($series: String!, $date: String!, $version: Int) {
        meeting(series: $series, date: $date, asOfVersion: $version) { version markdown }
      }
      """;

  static final String HISTORY =
      """
      query($meeting: String!, $entry: ID, $first: Int, $after: String) {
        history(meeting: $meeting, entry: $entry, first: $first, after: $after) {
          nodes { version at actor onBehalfOf command type entry before after reason }
          pageInfo { hasNextPage endCursor }
        }
      }
      """;

  private Questions() {}
}
