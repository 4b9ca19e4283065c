package io.minutebook.query.graphql;

/** Which of its two times an event is placed by. */
enum TimeKind {
  RECORDED,
  OCCURRED
}
