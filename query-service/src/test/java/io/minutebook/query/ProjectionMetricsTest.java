package io.minutebook.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.minutebook.query.projection.ProjectionListener.Batch;
import io.minutebook.query.projection.ProjectionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class ProjectionMetricsTest {

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final ProjectionMetrics metrics =
      new ProjectionMetrics(
          new StaticListableBeanFactory(Map.of("meters", registry))
              .getBeanProvider(MeterRegistry.class));

  @Test
  void freshness_is_the_time_from_the_recording_of_each_commit_until_it_is_seen() {
    Instant now = Instant.now();

    metrics.followed(
        new Batch(
            5,
            2,
            Duration.ofMillis(3),
            Duration.ofMillis(7),
            List.of(now.minusSeconds(2), now.minusSeconds(40), now.plusSeconds(60))));

    Timer latency = registry.get("minutebook.projection.latency").timer();
    assertThat(latency.count()).isEqualTo(3);
    assertThat(latency.max(TimeUnit.SECONDS)).isCloseTo(40, within(5.0));
    assertThat(latency.totalTime(TimeUnit.SECONDS))
        .as("a clock that is behind makes nothing younger than new")
        .isCloseTo(42, within(9.0));
    assertThat(metrics.latency99()).isCloseTo(40, within(5.0));
    assertThat(registry.get("minutebook.projection.events").counter().count()).isEqualTo(5);
    assertThat(registry.get("minutebook.projection.commits").counter().count()).isEqualTo(3);
    assertThat(registry.get("minutebook.projection.write").timer().totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(7);
    assertThat(registry.get("minutebook.projection.fold").timer().totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(3);
  }

  @Test
  void lag_is_that_of_each_partition_and_of_all_as_it_was_told_last() {
    metrics.reached(
        status(new ProjectionStatus.Lag(0, 5, 2.5), new ProjectionStatus.Lag(1, 7, 0.5)));

    assertThat(gauge("lag")).isEqualTo(12);
    assertThat(ofPartition("lag.records", 0)).isEqualTo(5);
    assertThat(ofPartition("lag.records", 1)).isEqualTo(7);
    assertThat(ofPartition("lag.seconds", 0)).isEqualTo(2.5);
    assertThat(gauge("age")).isCloseTo(30, within(5.0));

    metrics.reached(status(new ProjectionStatus.Lag(1, 0, 0)));

    assertThat(gauge("lag")).isZero();
    assertThat(ofPartition("lag.records", 1)).isZero();
    assertThat(registry.find("minutebook.projection.lag.records").tag("partition", "0").gauge())
        .as("another instance follows that one now")
        .isNull();
  }

  private static ProjectionStatus status(ProjectionStatus.Lag... lags) {
    return new ProjectionStatus(
        true, null, 1, List.of(lags), Instant.now().minusSeconds(30), 0, List.of());
  }

  private double gauge(String name) {
    return registry.get("minutebook.projection." + name).gauge().value();
  }

  private double ofPartition(String name, int partition) {
    return registry
        .get("minutebook.projection." + name)
        .tag("partition", Integer.toString(partition))
        .gauge()
        .value();
  }
}
