package io.minutebook.query;

import io.minutebook.query.projection.Projection;
import io.minutebook.query.projection.ProjectionStatus;
import io.minutebook.query.view.ParkedStreams.Parked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * How the views follow the log. Being behind, or having given up a stream, is told and is no reason
 * to be taken out of service: all the rest is still answered.
 */
@Component
class ProjectionHealthIndicator implements HealthIndicator {

  private final Projection projection;
  private final ProjectionMetrics metrics;

  ProjectionHealthIndicator(Projection projection, ProjectionMetrics metrics) {
    this.projection = projection;
    this.metrics = metrics;
  }

  @Override
  public Health health() {
    ProjectionStatus status = projection.status();
    Health.Builder health = projection.isRunning() ? Health.up() : Health.down();
    health
        .withDetail("following", status.running())
        .withDetail("generation", status.generation())
        .withDetail("lag", status.lag())
        .withDetail("lagSeconds", status.seconds())
        .withDetail("unreadable", status.unreadable())
        .withDetail("parked", parked(status.parked()));
    if (status.recorded() != null) {
      health.withDetail("newestRecordedAt", status.recorded().toString());
    }
    double latency = metrics.latency99();
    if (Double.isFinite(latency)) {
      health.withDetail("recordedToVisibleP99Seconds", latency);
    }
    if (status.problem() != null) {
      health.withDetail("problem", status.problem());
    }
    return health.build();
  }

  private static List<Map<String, Object>> parked(List<Parked> streams) {
    return streams.stream().map(ProjectionHealthIndicator::parked).toList();
  }

  private static Map<String, Object> parked(Parked stream) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("stream", stream.stream());
    detail.put("version", stream.version());
    detail.put("reason", stream.reason());
    detail.put("since", stream.since().toString());
    return detail;
  }
}
