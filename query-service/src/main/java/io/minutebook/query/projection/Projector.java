package io.minutebook.query.projection;

import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.RecordedEvent;
import io.minutebook.query.projection.StreamState.Step;
import io.minutebook.query.projection.ViewStore.Listed;
import io.minutebook.query.projection.ViewStore.Placed;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.LogPlace;
import io.minutebook.query.view.ParkedStreams.Parked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds deliveries in memory and writes each view's documents once. What was written before is
 * dropped, so that the same deliveries may come again; a document never goes back to an older
 * version, whoever else writes. Not for several threads.
 */
final class Projector {

  private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
  private static final EventCodec CODEC = new EventCodec();

  /** A commit that is not the next one of its stream. */
  record Gap(String stream, LogPlace at, long expected, long found, @Nullable LogPlace last) {}

  /**
   * What is left to be done.
   *
   * @param gaps in streams that are not parked; nothing of them was applied from there on
   * @param resumed from where the log is to be read again, because streams that were parked are
   *     followed again and what came meanwhile was left out
   */
  record Outcome(List<Gap> gaps, List<LogPlace> resumed) {}

  private final ViewStore views;
  private final Clock clock;
  private final Succession.Rule rule;
  private final Consumer<ProjectionListener.Batch> written;
  private final RecentStates<Placed> recent;
  private final Map<String, Parked> parked = new HashMap<>();

  Projector(ViewStore views, Clock clock) {
    this(views, clock, Succession::of);
  }

  Projector(ViewStore views, Clock clock, Succession.Rule rule) {
    this(views, clock, rule, Pace.FOLLOWING.streams(), batch -> {});
  }

  /**
   * @param kept the states of how many streams are kept
   * @param written is told of each batch once the views hold it
   */
  Projector(
      ViewStore views,
      Clock clock,
      Succession.Rule rule,
      int kept,
      Consumer<ProjectionListener.Batch> written) {
    this.views = views;
    this.clock = clock;
    this.rule = rule;
    this.written = written;
    this.recent = new RecentStates<>(kept);
    views.parked().forEach(stream -> parked.put(stream.stream(), stream));
  }

  /** Forgets what it knows of the streams; they are read again from the views. */
  void forget() {
    recent.clear();
  }

  /** Applies deliveries and returns once the views hold what they led to. */
  Outcome apply(List<Delivery> deliveries) {
    long began = System.nanoTime();
    Map<String, Folding> foldings = new LinkedHashMap<>();
    load(deliveries.stream().map(Delivery::stream).distinct().toList())
        .forEach((stream, placed) -> foldings.put(stream, new Folding(placed)));
    List<Gap> gaps = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      Folding folding = foldings.get(delivery.stream());
      if (folding == null || folding.stopped) {
        continue;
      }
      switch (delivery) {
        case Delivery.Whole whole -> {
          Gap gap = folding.take(whole);
          if (gap != null && !parked.containsKey(gap.stream())) {
            gaps.add(gap);
          }
        }
        case Delivery.Unreadable unreadable ->
            folding.stop(unreadable.reason(), unreadable.place());
      }
    }
    long folded = System.nanoTime();
    if (write(foldings.values())) {
      tell(foldings.values(), Duration.ofNanos(folded - began), folded);
    }
    List<LogPlace> resumed = new ArrayList<>();
    foldings.values().forEach(folding -> settle(folding, resumed));
    return new Outcome(gaps, resumed);
  }

  /** Gives up a stream until what is missing comes after all. */
  void park(Gap gap) {
    park(
        new Parked(
            gap.stream(),
            gap.expected(),
            gap.last() == null ? new LogPlace(gap.at().partition(), 0) : gap.last(),
            "version %d follows where %d is expected, also on reading again"
                .formatted(gap.found(), gap.expected()),
            clock.instant()));
  }

  private void park(Parked stream) {
    views.park(stream);
    if (parked.put(stream.stream(), stream) == null) {
      LOG.error(
          "The views do not follow {} any more, from version {} on: {}. Its documents stay as they"
              + " are until that version can be read.",
          stream.stream(),
          stream.version(),
          stream.reason());
    }
  }

  private Map<String, Placed> load(List<String> streams) {
    Map<String, Placed> loaded = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String stream : streams) {
      Placed known = recent.get(stream);
      if (known != null) {
        loaded.put(stream, known);
        continue;
      }
      try {
        loaded.put(stream, new Placed(StreamState.none(stream), null));
        unknown.add(stream);
      } catch (IllegalArgumentException e) {
        LOG.error("The log has events of a stream that cannot be: {}", e.getMessage());
      }
    }
    if (!unknown.isEmpty()) {
      loaded.putAll(views.load(unknown));
    }
    return loaded;
  }

  private void tell(Collection<Folding> foldings, Duration folding, long folded) {
    List<Instant> recorded = new ArrayList<>();
    int events = 0;
    int streams = 0;
    for (Folding each : foldings) {
      recorded.addAll(each.recorded);
      events += each.changes.size();
      streams += each.changes.isEmpty() ? 0 : 1;
    }
    written.accept(
        new ProjectionListener.Batch(
            events, streams, folding, Duration.ofNanos(System.nanoTime() - folded), recorded));
  }

  /** Writes what was folded; whether that was anything. */
  private boolean write(Collection<Folding> foldings) {
    List<Change> history = new ArrayList<>();
    List<Listed> lists = new ArrayList<>();
    for (Folding folding : foldings) {
      if (!folding.changes.isEmpty()) {
        history.addAll(folding.changes);
        lists.add(new Listed(folding.now, folding.entries));
      }
    }
    if (lists.isEmpty()) {
      return false;
    }
    views.write(history, lists);
    return true;
  }

  private void settle(Folding folding, List<LogPlace> resumed) {
    String stream = folding.now.state().stream();
    recent.put(stream, folding.now);
    Parked before = folding.changes.isEmpty() ? null : parked.remove(stream);
    if (before != null) {
      views.resume(stream);
      resumed.add(before.place());
      LOG.info("The views follow {} again, from version {} on", stream, before.version());
    }
    if (folding.poison != null) {
      park(folding.poison);
    }
  }

  /** One stream while a batch is folded. */
  private final class Folding {
    private final List<Change> changes = new ArrayList<>();
    private final EntryChanges entries = new EntryChanges();
    private final List<Instant> recorded = new ArrayList<>();
    private Placed now;
    private boolean stopped;
    private @Nullable Parked poison;

    Folding(Placed now) {
      this.now = now;
    }

    @Nullable Gap take(Delivery.Whole delivery) {
      Commit commit = delivery.commit();
      long expected = now.state().version() + 1;
      return switch (rule.of(expected, commit)) {
        case KNOWN -> null;
        case GAP -> {
          stopped = true;
          yield new Gap(commit.stream(), delivery.place(), expected, commit.version(), now.place());
        }
        case NEXT -> {
          apply(delivery);
          yield null;
        }
      };
    }

    private void apply(Delivery.Whole delivery) {
      Commit commit = delivery.commit();
      try {
        StreamState state = now.state();
        List<Change> made = new ArrayList<>();
        int index = 0;
        for (RecordedEvent event : CODEC.recorded(commit)) {
          Step step = state.apply(event, commit.events().get(index++));
          state = step.state();
          made.add(step.change());
        }
        StreamState.Settled settled = state.settle(now.state(), commit.at());
        now = new Placed(settled.state(), delivery.place());
        entries.add(settled);
        changes.addAll(made);
        recorded.add(commit.at());
      } catch (RuntimeException e) {
        // no I/O happens above: whatever it is, it is in the commit, and comes again with it
        stop(String.valueOf(e.getMessage()), delivery.place());
      }
    }

    void stop(String reason, LogPlace at) {
      stopped = true;
      poison =
          new Parked(
              now.state().stream(),
              now.state().version() + 1,
              now.place() == null ? new LogPlace(at.partition(), 0) : now.place(),
              reason,
              clock.instant());
    }
  }
}
