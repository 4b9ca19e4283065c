package io.minutebook.query.view;

import io.minutebook.event.MeetingId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Lets a query wait until the views show what a command has stored. */
public final class Freshness {

  private static final int MOST_TOKENS = 100;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  private final MinutesView minutes;
  private final SeriesView series;
  private final Duration limit;
  private final Listener listener;

  /** Is told how long queries waited. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A query was answered, or not.
     *
     * @param reached whether it could see in time what it was to wait for
     */
    void waited(Duration time, boolean reached);
  }

  /**
   * @param limit how long a query waits
   */
  public Freshness(Views views, Duration limit) {
    this(views, limit, (time, reached) -> {});
  }

  public Freshness(Views views, Duration limit, Listener listener) {
    this.minutes = views.minutes();
    this.series = views.series();
    this.limit = limit;
    this.listener = listener;
  }

  /**
   * Returns once every version is in the views.
   *
   * @param atLeast consistency tokens; null: none
   * @throws ConsistencyToken.BadToken if one of them cannot be read
   * @throws NotYet if the limit is over before
   */
  public void await(@Nullable List<String> atLeast) {
    if (atLeast == null || atLeast.isEmpty()) {
      return;
    }
    if (atLeast.size() > MOST_TOKENS) {
      throw new BadArgument("atLeast", "at most " + MOST_TOKENS + " tokens can be waited for");
    }
    List<ConsistencyToken> tokens = atLeast.stream().map(ConsistencyToken::parse).toList();
    long began = System.nanoTime();
    long deadline = began + limit.toNanos();
    Duration pause = FIRST_PAUSE;
    for (ConsistencyToken token : tokens) {
      while (!isReached(token)) {
        if (System.nanoTime() - deadline > 0) {
          listener.waited(Duration.ofNanos(System.nanoTime() - began), false);
          throw new NotYet(token);
        }
        pause(pause);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
      }
    }
    listener.waited(Duration.ofNanos(System.nanoTime() - began), true);
  }

  private boolean isReached(ConsistencyToken token) {
    OptionalLong version =
        MeetingId.isStream(token.stream())
            ? minutes.versionOf(token.stream())
            : series.versionOf(token.stream());
    return version.isPresent() && version.getAsLong() >= token.version();
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the views", e);
    }
  }

  /** What a query was to wait for cannot be seen yet. */
  public static final class NotYet extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotYet(ConsistencyToken token) {
      super(token + " cannot be seen yet; ask again in a moment", null, false, false);
    }
  }
}
