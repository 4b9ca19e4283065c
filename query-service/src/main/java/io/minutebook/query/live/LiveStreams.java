package io.minutebook.query.live;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.query.view.Heads;
import io.minutebook.query.view.HeadsListener;
import io.minutebook.query.view.MinutesView;
import io.minutebook.query.view.SeriesView;
import io.minutebook.query.view.Views;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells subscribers what happens to a meeting or to a whole series, without gaps and without
 * repetitions, from the version on that they say they have.
 *
 * <p>All that is told is read from the views: the history holds every event, and the minutes'
 * version says how far it is complete. Hints only say when to look: from this process's own
 * projection, and from {@link Watch} where another instance wrote. While the views are empty or
 * behind what a subscriber has, there is nothing to tell, and it waits.
 */
public final class LiveStreams implements HeadsListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);

  /** So that many subscribers of one meeting leave connections for queries and the projection. */
  private static final int READS_AT_A_TIME = 16;

  private final MinutesView minutes;
  private final SeriesView series;
  private final Heads heads;
  private final Missed missed;
  private final LiveSettings settings;
  private final Watch watch;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("live-", 0).factory());
  private final Semaphore reads = new Semaphore(READS_AT_A_TIME);
  private final Map<String, Set<Feed<?>>> feeds = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();

  public LiveStreams(Views views, LiveSettings settings) {
    this.minutes = views.minutes();
    this.series = views.series();
    this.heads = new Heads(views);
    this.missed = new Missed(views.history());
    this.settings = settings;
    this.watch = new Watch(views.pulse(), this, settings);
  }

  /** Begins to look for what other instances write. */
  public void start() {
    watch.start();
  }

  /**
   * What happens to a meeting, also before there is one.
   *
   * @param after the last version that the subscriber has, -1: none, so that all is told from the
   *     beginning; null: the first update shows what is there now, if there is something
   * @throws TooManySubscriptions if there are as many as there may be
   */
  public Flow.Publisher<MeetingUpdate> meeting(MeetingId meeting, @Nullable Long after) {
    return publisher(subscriber -> new MeetingFeed(meeting, after, subscriber, this));
  }

  /**
   * What happens to a series and all its meetings, also to those that are yet to come.
   *
   * @param after what the subscriber has; null: the first update only gives a cursor
   * @throws TooManySubscriptions if there are as many as there may be
   */
  public Flow.Publisher<SeriesUpdate> series(SeriesId id, @Nullable SeriesCursor after) {
    return publisher(subscriber -> new SeriesFeed(id, after, subscriber, this));
  }

  private <U> Flow.Publisher<U> publisher(
      Function<Flow.Subscriber<? super U>, Feed<U>> feedOfSubscriber) {
    if (open.get() >= settings.mostSubscriptions()) {
      throw new TooManySubscriptions(settings.mostSubscriptions());
    }
    return subscriber -> {
      Feed<U> feed = feedOfSubscriber.apply(subscriber);
      add(feed);
      subscriber.onSubscribe(feed);
    };
  }

  /** How many subscriptions there are. */
  public int open() {
    return open.get();
  }

  /** For how many subscriptions the views could not be read when this was tried last. */
  public long failed() {
    return feeds.values().stream().flatMap(Set::stream).filter(Feed::hasFailed).count();
  }

  private void add(Feed<?> feed) {
    open.incrementAndGet();
    feeds.compute(
        feed.key(),
        (key, known) -> {
          Set<Feed<?>> those = known == null ? ConcurrentHashMap.newKeySet() : known;
          those.add(feed);
          return those;
        });
  }

  void remove(Feed<?> feed) {
    feeds.computeIfPresent(
        feed.key(),
        (key, those) -> {
          if (those.remove(feed)) {
            open.decrementAndGet();
          }
          return those.isEmpty() ? null : those;
        });
  }

  @Override
  public void moved(List<Head> moved) {
    if (!feeds.isEmpty()) {
      moved.forEach(head -> hint(head.stream(), head.version()));
    }
    watch.note();
  }

  private void hint(String stream, long version) {
    wake(feeds.getOrDefault(stream, Set.of()), stream, version);
    if (MeetingId.isStream(stream)) {
      String itsSeries = MeetingId.ofStream(stream).series().stream();
      wake(feeds.getOrDefault(itsSeries, Set.of()), stream, version);
    }
  }

  private static void wake(Set<Feed<?>> those, String stream, long version) {
    for (Feed<?> feed : those) {
      if (feed.hint(stream, version)) {
        feed.wakeIfAsked();
      }
    }
  }

  /** Compares all that is followed with the views: a request or two for all subscribers. */
  void lookAtAll() {
    Set<String> keys = Set.copyOf(feeds.keySet());
    heads.of(keys.stream().filter(MeetingId::isStream).toList()).forEach(this::hint);
    heads
        .ofSeries(
            keys.stream()
                .filter(key -> !MeetingId.isStream(key))
                .map(key -> new SeriesId(key.substring(key.indexOf('/') + 1)))
                .toList())
        .forEach(this::hint);
    feeds.values().forEach(those -> those.stream().filter(Feed::hasFailed).forEach(Feed::wake));
  }

  boolean isIdle() {
    return feeds.isEmpty();
  }

  /** Lets a task go on by itself; while all of this is being closed, there is nothing to do. */
  void execute(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("Closed; nobody is told any more", e);
    }
  }

  <T> T read(Supplier<T> reader) {
    reads.acquireUninterruptibly();
    try {
      return reader.get();
    } finally {
      reads.release();
    }
  }

  MinutesView minutes() {
    return minutes;
  }

  SeriesView series() {
    return series;
  }

  Heads heads() {
    return heads;
  }

  Missed missed() {
    return missed;
  }

  int mostChanges() {
    return settings.changesPerUpdate();
  }

  /** Ends all subscriptions and looks for nothing more. */
  @Override
  public void close() {
    watch.close();
    feeds.values().forEach(those -> those.forEach(Feed::complete));
    threads.shutdown();
  }

  /** There are as many subscriptions as there may be. */
  public static final class TooManySubscriptions extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManySubscriptions(int most) {
      super(
          "this instance has its %d subscriptions; try again later".formatted(most),
          null,
          false,
          false);
    }
  }
}
