package io.minutebook.command.recovery;

import io.minutebook.log.Commit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes of each stream the longest beginning that was recorded by an instant, and counts the rest.
 * Commits are to be given stream by stream, in order.
 */
final class Cut {

  private final @Nullable Instant to;
  private String stream = "";
  private boolean took;
  private boolean over;
  private long streams;
  private long shortened;
  private long commits;

  /**
   * @param to null: everything is taken
   */
  Cut(@Nullable Instant to) {
    this.to = to;
  }

  boolean takes(Commit commit) {
    if (!commit.stream().equals(stream)) {
      stream = commit.stream();
      took = false;
      over = false;
    }
    if (to != null && !over && commit.at().isAfter(to)) {
      over = true;
      if (took) {
        shortened++;
      } else {
        streams++;
      }
    }
    if (over) {
      commits++;
    } else {
      took = true;
    }
    return !over;
  }

  /** How many streams were left out as a whole. */
  long streams() {
    return streams;
  }

  /** How many streams lost their end. */
  long shortened() {
    return shortened;
  }

  /** How many commits were left out. */
  long commits() {
    return commits;
  }
}
