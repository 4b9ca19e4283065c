package io.minutebook.query;

import io.minutebook.query.projection.Projection;
import io.minutebook.query.projection.Rebuilds;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Starts what follows the log with the service, and ends it before its connections are closed. */
@Component
class ProjectionLifecycle implements SmartLifecycle {

  private final Projection projection;
  private final Rebuilds rebuilds;

  ProjectionLifecycle(Projection projection, Rebuilds rebuilds) {
    this.projection = projection;
    this.rebuilds = rebuilds;
  }

  @Override
  public void start() {
    projection.start();
    rebuilds.start();
  }

  @Override
  public void stop() {
    rebuilds.stop();
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
