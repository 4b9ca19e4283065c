package io.minutebook.query.transport;

import java.time.Instant;

/** A connection that stays open. */
interface Connection {

  /** Some time has passed: sends a sign of life, or ends what has to end. May take its time. */
  void look(Instant now);

  /** The service stops: ends the connection so that the client comes again. */
  void goAway();
}
