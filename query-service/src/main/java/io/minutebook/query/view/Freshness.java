package io.minutebook.query.view;

import io.minutebook.event.MeetingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets a query wait until the views show what a command has stored. Where this process writes the
 * views itself, the wait ends as soon as they are written; what others write is found by looking.
 */
public final class Freshness {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

  /** Where this process wrote the stream lately, it will most likely tell of it. */
  private static final Duration FIRST_PAUSE_IF_TOLD = Duration.ofMillis(160);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(320);

  /** With so many more that wait, each looks half as often. */
  private static final int FEW = 25;

  private final Views views;
  private final MinutesView minutes;
  private final SeriesView series;
  private final Arrivals arrivals;
  private final Duration limit;
  private final int mostTokens;
  private final int mostWaiting;
  private final AtomicInteger waiting = new AtomicInteger();
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
   * @param mostTokens for how many versions it may wait
   * @param mostWaiting how many queries may wait at a time: one more is told at once that it is not
   *     yet there, since the views are behind by more than it helps to wait for
   */
  public Freshness(
      Views views, Duration limit, int mostTokens, int mostWaiting, Listener listener) {
    this.views = views;
    this.minutes = views.minutes();
    this.series = views.series();
    this.arrivals = views.arrivals();
    this.limit = limit;
    this.mostTokens = mostTokens;
    this.mostWaiting = mostWaiting;
    this.listener = listener;
  }

  /**
   * Returns once every version is in the views.
   *
   * @param atLeast consistency tokens; null: none
   * @throws ConsistencyToken.BadToken if one of them cannot be read
   * @throws NotYet if the limit is over before, or too many wait
   */
  public void await(@Nullable List<String> atLeast) {
    if (atLeast == null || atLeast.isEmpty()) {
      return;
    }
    if (atLeast.size() > mostTokens) {
      throw new BadArgument("atLeast", "at most " + mostTokens + " tokens can be waited for");
    }
    List<ConsistencyToken> tokens =
        atLeast.stream().map(ConsistencyToken::parse).distinct().toList();
    long began = System.nanoTime();
    long deadline = began + limit.toNanos();
    List<Awaited> late = new ArrayList<>();
    for (ConsistencyToken token : tokens) {
      OptionalLong visible = await(token, deadline);
      if (!isReached(token, visible)) {
        late.add(
            new Awaited(
                token.stream(), token.version(), visible.isPresent() ? visible.getAsLong() : null));
      }
    }
    listener.waited(Duration.ofNanos(System.nanoTime() - began), late.isEmpty());
    if (!late.isEmpty()) {
      throw new NotYet(late);
    }
  }

  /** The version that is visible: the one that is waited for, or what there is when time is up. */
  private OptionalLong await(ConsistencyToken token, long deadline) {
    try (Arrivals.Watch watch = arrivals.watch(token.stream())) {
      long written = watch.version(views.generation());
      OptionalLong visible = written < 0 ? visible(token) : OptionalLong.of(written);
      if (isReached(token, visible)) {
        return visible;
      }
      int others = waiting.getAndIncrement();
      try {
        Duration pause = written < 0 ? FIRST_PAUSE : FIRST_PAUSE_IF_TOLD;
        return others < mostWaiting ? await(token, watch, pause, deadline) : visible;
      } finally {
        waiting.decrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the views", e);
    }
  }

  /**
   * Waits to be told by this process. What others write has to be looked for; the more there are
   * that wait, the more seldom each does: the database has to write then, not to answer.
   */
  private OptionalLong await(
      ConsistencyToken token, Arrivals.Watch watch, Duration firstPause, long deadline)
      throws InterruptedException {
    Duration pause = firstPause;
    while (true) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive()) {
        return visible(token);
      }
      Duration rest = pause.multipliedBy(FEW + waiting.get()).dividedBy(FEW);
      boolean told = watch.await(rest.compareTo(left) < 0 ? rest : left);
      long written = watch.version(views.generation());
      if (written >= token.version()) {
        return OptionalLong.of(written);
      }
      // what another generation's projection tells, says nothing of the one that answers
      if (!told || written < 0) {
        OptionalLong visible = visible(token);
        if (isReached(token, visible)) {
          return visible;
        }
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
      }
    }
  }

  private OptionalLong visible(ConsistencyToken token) {
    return MeetingId.isStream(token.stream())
        ? minutes.versionOf(token.stream())
        : series.versionOf(token.stream());
  }

  private static boolean isReached(ConsistencyToken token, OptionalLong visible) {
    return visible.isPresent() && visible.getAsLong() >= token.version();
  }

  /**
   * A version that was waited for in vain.
   *
   * @param visible the version that the views show; null: nothing of the stream yet
   */
  public record Awaited(String stream, long version, @Nullable Long visible) {

    @Override
    public String toString() {
      return stream
          + "@"
          + version
          + (visible == null ? " (nothing of it yet)" : " (up to version " + visible + " yet)");
    }
  }

  /** What a query was to wait for cannot be seen yet. */
  public static final class NotYet extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Awaited> waitedFor;

    NotYet(List<Awaited> waitedFor) {
      super(
          waitedFor.stream().limit(3).map(Awaited::toString).collect(Collectors.joining(", "))
              + (waitedFor.size() > 3 ? " and " + (waitedFor.size() - 3) + " more" : "")
              + " cannot be seen yet; ask again in a moment",
          null,
          false,
          false);
      this.waitedFor = List.copyOf(waitedFor);
    }

    /** What was waited for, and how far the views are. */
    public List<Awaited> waitedFor() {
      return waitedFor;
    }
  }
}
