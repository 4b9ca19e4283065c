package io.minutebook.query;

import com.mongodb.MongoException;
import io.minutebook.query.view.NotReady;
import io.minutebook.query.view.Views;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the views can be read by this program. While they cannot, it is not ready: every query
 * would be refused, and another instance may well be able to answer. It is alive and well all the
 * same, so that only the readiness is told so.
 */
@Component("viewsHealthIndicator")
class ViewsHealthIndicator implements HealthIndicator {

  private final Views views;

  ViewsHealthIndicator(Views views) {
    this.views = views;
  }

  @Override
  public Health health() {
    try {
      return Health.up().withDetail("generation", views.generations().current().number()).build();
    } catch (NotReady e) {
      return Health.status("NOT_READY")
          .withDetail("reason", String.valueOf(e.getMessage()))
          .build();
    } catch (MongoException e) {
      // no other instance would be better off
      return Health.unknown().withDetail("reason", "the database does not answer").build();
    }
  }
}
