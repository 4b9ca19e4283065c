package io.minutebook.query.live;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How changes are found and told.
 *
 * @param poll after how long it is seen that another instance has written something
 * @param recheck after how long what is followed is compared with the views in any case
 * @param mostSubscriptions how many subscriptions there may be in this instance at a time
 * @param changesPerUpdate how many events an update tells of at most; the rest comes in the next
 */
@Validated
@ConfigurationProperties("minutebook.live")
public record LiveSettings(
    @DefaultValue("200ms") Duration poll,
    @DefaultValue("5s") Duration recheck,
    @Positive @DefaultValue("1000") int mostSubscriptions,
    @Positive @Max(1000) @DefaultValue("100") int changesPerUpdate) {

  @AssertTrue(message = "poll and recheck are at least 10 ms")
  public boolean isPatient() {
    return poll.toMillis() >= 10 && recheck.toMillis() >= 10;
  }
}
