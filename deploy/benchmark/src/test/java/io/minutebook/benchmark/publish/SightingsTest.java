package io.minutebook.benchmark.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SightingsTest {

  private final Sightings sightings = new Sightings(1_000);

  @Test
  void the_delay_is_from_the_acknowledgement_to_the_first_reading() {
    sightings.acknowledged("a", 2_000);
    assertThat(sightings.unread()).isEqualTo(1);
    sightings.readable("a", 2_500);
    assertThat(sightings.unread()).isZero();
    assertThat(sightings.delays().getTotalCount()).isEqualTo(1);
    assertThat(sightings.delays().getMaxValue()).isEqualTo(500);
  }

  @Test
  void what_is_read_before_its_acknowledgement_arrives_took_no_time() {
    sightings.readable("a", 2_000);
    sightings.readable("a", 2_100);
    assertThat(sightings.unread()).isZero();
    sightings.acknowledged("a", 2_500);
    assertThat(sightings.delays().getTotalCount()).isEqualTo(1);
    assertThat(sightings.delays().getMaxValue()).isZero();
  }

  @Test
  void what_was_acknowledged_in_the_warm_up_does_not_count_but_is_awaited() {
    sightings.acknowledged("a", 999);
    assertThat(sightings.unread()).isEqualTo(1);
    sightings.readable("a", 5_000);
    assertThat(sightings.unread()).isZero();
    assertThat(sightings.delays().getTotalCount()).isZero();
  }
}
