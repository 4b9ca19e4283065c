package io.minutebook.simulation;

/** What becomes of a request to a server. */
enum Fate {
  ANSWERED,
  /** It never gets there. */
  LOST,
  /** It is carried out, but its answer never gets back. */
  UNANSWERED,
  /** It is carried out when its sender has given it up long ago. */
  LATE
}
