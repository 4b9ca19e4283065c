package io.minutebook.query;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.minutebook.query.projection.ProjectionListener;
import io.minutebook.query.projection.ProjectionStatus;
import io.minutebook.query.view.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the projection and the queries that wait for it are measured by. */
@Component
class ProjectionMetrics implements ProjectionListener, Freshness.Listener {

  private static final double[] PERCENTILES = {0.5, 0.95, 0.99};

  private final Timer latency;
  private final Timer writing;
  private final Timer folding;
  private final DistributionSummary batch;
  private final Counter events;
  private final Counter commits;
  private final Counter rebuilt;
  private final Timer seen;
  private final Timer timedOut;
  private final MultiGauge lagRecords;
  private final MultiGauge lagSeconds;
  private volatile ProjectionStatus status = ProjectionStatus.NOT_YET;
  private volatile long done;
  private volatile long total;

  ProjectionMetrics(ObjectProvider<MeterRegistry> meters) {
    MeterRegistry registry = meters.getIfAvailable(CompositeMeterRegistry::new);
    latency =
        Timer.builder("minutebook.projection.latency")
            .description("From an event's being recorded until the views show it")
            .publishPercentiles(PERCENTILES)
            .publishPercentileHistogram()
            .maximumExpectedValue(Duration.ofMinutes(5))
            .register(registry);
    writing = timer(registry, "minutebook.projection.write", "Writing a batch to the views");
    folding = timer(registry, "minutebook.projection.fold", "Loading and folding a batch");
    batch =
        DistributionSummary.builder("minutebook.projection.batch")
            .description("How many events are written together")
            .publishPercentiles(PERCENTILES)
            .register(registry);
    events = registry.counter("minutebook.projection.events");
    commits = registry.counter("minutebook.projection.commits");
    rebuilt = registry.counter("minutebook.rebuild.events");
    seen = atLeast(registry, "seen");
    timedOut = atLeast(registry, "timeout");
    lagRecords = MultiGauge.builder("minutebook.projection.lag.records").register(registry);
    lagSeconds = MultiGauge.builder("minutebook.projection.lag.seconds").register(registry);
    gauge(registry, "minutebook.projection.lag", () -> status.lag());
    gauge(registry, "minutebook.projection.parked", () -> status.parked().size());
    gauge(registry, "minutebook.projection.unreadable", () -> status.unreadable());
    gauge(registry, "minutebook.projection.generation", () -> status.generation());
    gauge(registry, "minutebook.projection.age", this::age);
    gauge(registry, "minutebook.rebuild.done", () -> done);
    gauge(registry, "minutebook.rebuild.total", () -> total);
  }

  private static Timer timer(MeterRegistry registry, String name, String description) {
    return Timer.builder(name)
        .description(description)
        .publishPercentiles(PERCENTILES)
        .register(registry);
  }

  private static Timer atLeast(MeterRegistry registry, String outcome) {
    return Timer.builder("minutebook.query.atleast")
        .description("How long queries waited for what they were to show")
        .tag("outcome", outcome)
        .publishPercentiles(PERCENTILES)
        .register(registry);
  }

  private static void gauge(MeterRegistry registry, String name, Supplier<Number> value) {
    Gauge.builder(name, value).register(registry);
  }

  /** For how long, in seconds, the newest event that was written here has been recorded. */
  private double age() {
    Instant recorded = status.recorded();
    return recorded == null
        ? Double.NaN
        : Duration.between(recorded, Instant.now()).toMillis() / 1000.0;
  }

  /** The 99th percentile of the last minutes, in seconds: from recorded to visible. */
  double latency99() {
    for (var each : latency.takeSnapshot().percentileValues()) {
      if (each.percentile() == PERCENTILES[2]) {
        return each.value(TimeUnit.MILLISECONDS) / 1000;
      }
    }
    return Double.NaN;
  }

  @Override
  public void followed(Batch written) {
    Instant now = Instant.now();
    for (Instant recorded : written.recorded()) {
      Duration since = Duration.between(recorded, now);
      latency.record(since.isNegative() ? Duration.ZERO : since);
    }
    writing.record(written.writing());
    folding.record(written.folding());
    batch.record(written.events());
    events.increment(written.events());
    commits.increment(written.commits());
  }

  @Override
  public void reached(ProjectionStatus now) {
    status = now;
    lagRecords.register(rows(now, ProjectionStatus.Lag::records), true);
    lagSeconds.register(rows(now, ProjectionStatus.Lag::seconds), true);
  }

  private interface Value {
    Number of(ProjectionStatus.Lag lag);
  }

  private static List<MultiGauge.Row<?>> rows(ProjectionStatus status, Value value) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    for (ProjectionStatus.Lag lag : status.lags()) {
      rows.add(
          MultiGauge.Row.of(
              Tags.of("partition", Integer.toString(lag.partition())), value.of(lag)));
    }
    return rows;
  }

  @Override
  public void built(Batch written) {
    rebuilt.increment(written.events());
  }

  @Override
  public void rebuilding(long read, long all) {
    done = read;
    total = all;
  }

  @Override
  public void rebuildOver() {
    done = 0;
    total = 0;
  }

  @Override
  public void waited(Duration time, boolean reached) {
    (reached ? seen : timedOut).record(time);
  }
}
