package io.minutebook.benchmark.crash;

/** What may happen to the connections of a link. */
enum Cut {
  /** A request is not passed on; its connection is closed. */
  BEFORE_REQUEST,

  /** A request is passed on; where its answer would be, the connection is closed. */
  AFTER_REQUEST,

  /** Nothing goes either way any more, and nobody is told, for as long as the connection lives. */
  HALF_OPEN,

  /** All that goes through waits a while. */
  SLOW
}
