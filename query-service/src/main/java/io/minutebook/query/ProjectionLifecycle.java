package io.minutebook.query;

import io.minutebook.query.projection.Projection;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Starts the projection with the service, and ends it before its connections are closed. */
@Component
class ProjectionLifecycle implements SmartLifecycle {

  private final Projection projection;

  ProjectionLifecycle(Projection projection) {
    this.projection = projection;
  }

  @Override
  public void start() {
    projection.start();
  }

  @Override
  public void stop() {
    projection.stop();
  }

  @Override
  public boolean isRunning() {
    return projection.isRunning();
  }

  /** Before the web server: whoever is let in finds views that are being kept up. */
  @Override
  public int getPhase() {
    return 0;
  }
}
