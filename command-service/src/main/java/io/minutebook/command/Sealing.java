package io.minutebook.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Seals on demand what has changed since the last seal. */
@FunctionalInterface
public interface Sealing {

  /**
   * Has everything be sealed that is in the log by now.
   *
   * @param atMost how long to wait for it; it goes on after that
   */
  Outcome seal(Duration atMost) throws InterruptedException;

  /** A seal that was made. */
  record Made(long number, Instant at, String hash, int heads, String key) {}

  /** What came of it. */
  sealed interface Outcome {}

  /**
   * Everything is sealed.
   *
   * @param made in order; none if nothing had changed
   * @param latest null if nothing was ever sealed
   */
  record Done(List<Made> made, @Nullable Made latest) implements Outcome {}

  /**
   * Something does not follow what was sealed before, or is stored otherwise: nothing is sealed.
   */
  record Refused(String why) implements Outcome {}

  /** A server or the folder could not be used. */
  record Hindered(String why) implements Outcome {}

  /** This instance has no key to seal with. */
  record NoKey() implements Outcome {}

  /** It takes longer; asking again waits for the same. */
  record GoesOn() implements Outcome {}
}
