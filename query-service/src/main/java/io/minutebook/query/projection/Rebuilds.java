package io.minutebook.query.projection;

import io.minutebook.query.view.HeadsListener;
import io.minutebook.query.view.RebuildRecords;
import io.minutebook.query.view.RebuildRecords.State;
import io.minutebook.query.view.Standing;
import io.minutebook.query.view.Standing.Building;
import io.minutebook.query.view.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the views anew from the log, beside those that answer. One instance of several does it at a
 * time; when it dies another goes on. Views of an earlier form are made anew without being asked.
 */
public final class Rebuilds {

  private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Views views;
  private final Clock clock;
  private final Times times;
  private final ProjectionListener listener;
  private final String self = UUID.randomUUID().toString();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Rebuild rebuild;
  private final Thread thread = Thread.ofPlatform().name("rebuild").unstarted(this::run);
  private long tidied = System.nanoTime();

  /**
   * How long things last.
   *
   * @param lease after which somebody else goes on with what nobody was heard of at
   * @param grace for which the views of the last generation are kept after a swap, for queries that
   *     are being answered from them
   */
  public record Times(Duration lease, Duration grace) {
    public static final Times USUAL = new Times(Duration.ofSeconds(30), Duration.ofMinutes(1));
  }

  /**
   * @param heads is told how far streams are followed by what is built, once that answers
   */
  public Rebuilds(
      Projection.Source source,
      Views views,
      Clock clock,
      Times times,
      ProjectionListener listener,
      HeadsListener heads) {
    this(source, views, clock, times, listener, heads, store -> store, Pace.BUILDING);
  }

  Rebuilds(
      Projection.Source source,
      Views views,
      Clock clock,
      Times times,
      ProjectionListener listener,
      HeadsListener heads,
      UnaryOperator<ViewStore> around,
      Pace pace) {
    this.views = views;
    this.clock = clock;
    this.times = times;
    this.listener = listener;
    this.rebuild =
        new Rebuild(source, views, clock, listener, heads, this::isStopping, around, pace);
  }

  public void start() {
    thread.start();
  }

  /**
   * Lets another instance go on with what is being built, and returns once the thread has ended.
   */
  public void stop() {
    stopping.countDown();
    try {
      if (!thread.join(PATIENCE)) {
        LOG.warn("The rebuild has not ended within {} s", PATIENCE.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Has the views be made anew; it begins within a second on one of the instances.
   *
   * @param view the only view to be made anew; null: all of them
   * @return empty if a rebuild is at work already
   * @throws IllegalArgumentException if there is no such view
   */
  public Optional<RebuildRecords.Rebuild> request(@Nullable String view) {
    if (view != null && !views.names().contains(view)) {
      throw new IllegalArgumentException(
          "there is no view '%s'; there are %s".formatted(view, String.join(", ", views.names())));
    }
    if (view != null && views.generations().standing().format() != Views.FORMAT) {
      throw new IllegalArgumentException(
          "the views have another form: only all of them can be made anew");
    }
    List<String> others = view == null ? List.of() : views.namesBeside(view);
    return views
        .generations()
        .request(view, others)
        .map(
            number -> {
              RebuildRecords.Rebuild requested =
                  RebuildRecords.Rebuild.requested(number, view, clock.instant());
              views.rebuilds().note(requested);
              return requested;
            });
  }

  /** How a rebuild goes, by the number of the generation that it makes. */
  public Optional<RebuildRecords.Rebuild> find(int generation) {
    return views.rebuilds().find(generation).map(this::asItStands);
  }

  /** Whoever built it may have died before it could say how it ended. */
  private RebuildRecords.Rebuild asItStands(RebuildRecords.Rebuild record) {
    if (record.finished() != null) {
      return record;
    }
    Standing standing = views.generations().standing();
    Building building = standing.building();
    if (building != null && building.generation().number() == record.generation()) {
      return record;
    }
    return standing.current().number() == record.generation()
        ? record.over(State.DONE, standing.since(), null)
        : record.over(State.FAILED, clock.instant(), "whoever was at it did not say how it ended");
  }

  /** The rebuild that is at work, or waits for somebody to go on with it. */
  public Optional<RebuildRecords.Rebuild> atWork() {
    Building building = views.generations().standing().building();
    return building == null
        ? Optional.empty()
        : Optional.of(
            find(building.generation().number())
                .orElseGet(
                    () ->
                        RebuildRecords.Rebuild.requested(
                            building.generation().number(), building.view(), clock.instant())));
  }

  /** Gives up a rebuild; the views stay as they are. Whether it was at work. */
  public boolean giveUp(int generation) {
    boolean given = views.generations().abandon(generation);
    if (given) {
      find(generation)
          .ifPresent(
              record ->
                  views
                      .rebuilds()
                      .note(record.over(State.FAILED, clock.instant(), "it was given up")));
    }
    return given;
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void run() {
    while (!isStopping()) {
      try {
        look();
      } catch (RuntimeException e) {
        LOG.warn("Cannot look whether views are to be made anew: {}", e.getMessage());
      }
      pause();
    }
  }

  private void look() {
    Standing standing = views.generations().standing();
    if (standing.building() != null) {
      Standing now = views.generations().observe();
      Building building = now.building();
      if (building != null && now.isWaiting(times.lease())) {
        take(building);
      }
    } else if (standing.format() < Views.FORMAT) {
      LOG.info(
          "The views have the form {}; making them anew in form {}",
          standing.format(),
          Views.FORMAT);
      request(null);
    } else if (System.nanoTime() - tidied > times.grace().toNanos()) {
      tidied = System.nanoTime();
      views.generations().dropUnused(times.grace());
    }
  }

  private void take(Building waiting) {
    if (waiting.format() < Views.FORMAT) {
      giveUp(waiting.generation().number()); // an earlier version of the program wanted it
    } else if (waiting.format() == Views.FORMAT) {
      views.generations().take(waiting, self).ifPresent(this::build);
    }
  }

  /** Builds for as long as it is ours, however often a server does not answer. */
  private void build(Building held) {
    LOG.info("Building generation {} of the views", held.generation().number());
    try {
      while (!isStopping() && !isBuilt(held)) {
        pause();
      }
      if (isStopping()) {
        views.generations().hand(held);
      }
    } finally {
      listener.rebuildOver();
    }
  }

  private boolean isBuilt(Building held) {
    try {
      rebuild.run(held);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("A rebuild does not get on; trying again", e);
      String problem = e.getClass().getSimpleName() + ": " + e.getMessage();
      return !isStillOurs(held, problem);
    }
  }

  private boolean isStillOurs(Building held, String problem) {
    try {
      boolean ours = views.generations().renew(held);
      if (ours) {
        find(held.generation().number())
            .ifPresent(record -> views.rebuilds().note(record.held(problem)));
      }
      return ours;
    } catch (RuntimeException e) {
      LOG.debug("Not known whether the rebuild is still ours", e);
      return true;
    }
  }

  private void pause() {
    try {
      boolean ending = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      LOG.trace("{}", ending ? "Ending" : "Looking again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }
}
