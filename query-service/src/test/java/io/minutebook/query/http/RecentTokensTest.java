package io.minutebook.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class RecentTokensTest {

  private static final Instant NOON = Instant.parse("2020-05-04T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final Set<String> revoked = new HashSet<>();
  private @Nullable Instant end = NOON.plus(Duration.ofHours(1));
  private String claim = "jti";
  private int checks;
  private final RecentTokens tokens = new RecentTokens(this::check, now::get);

  private Jwt check(String token) {
    checks++;
    if (revoked.contains(token)) {
      throw new BadJwtException("not good");
    }
    Jwt.Builder good =
        Jwt.withTokenValue(token).header("alg", "RS256").subject("of " + token).claim(claim, "x");
    return (end == null ? good : good.expiresAt(end)).build();
  }

  private void later(Duration later) {
    now.updateAndGet(instant -> instant.plus(later));
  }

  @Test
  void within_a_minute_a_good_token_is_checked_once() {
    assertThat(tokens.decode("a").getSubject()).isEqualTo("of a");
    later(RecentTokens.KEPT.minusMillis(1));
    assertThat(tokens.decode("a").getSubject()).isEqualTo("of a");
    assertThat(checks).isEqualTo(1);
  }

  @Test
  void each_token_is_its_own() {
    tokens.decode("a");
    assertThat(tokens.decode("a ").getSubject()).isEqualTo("of a ");
    assertThat(checks).isEqualTo(2);
  }

  @Test
  void what_is_not_good_any_more_is_refused_after_a_minute() {
    tokens.decode("a");
    revoked.add("a");
    later(RecentTokens.KEPT);
    assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(BadJwtException.class);
  }

  @Test
  void what_was_refused_is_checked_again() {
    revoked.add("a");
    assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(BadJwtException.class);
    revoked.clear();
    assertThat(tokens.decode("a").getSubject()).isEqualTo("of a");
  }

  @Test
  void from_its_end_on_it_is_checked_each_time() {
    end = NOON.plusSeconds(10);
    tokens.decode("a");
    later(Duration.ofMillis(9_999));
    tokens.decode("a");
    assertThat(checks).isEqualTo(1);
    later(Duration.ofMillis(1));
    tokens.decode("a");
    tokens.decode("a");
    assertThat(checks).isGreaterThanOrEqualTo(3);
    revoked.add("a");
    assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(BadJwtException.class);
  }

  @Test
  void one_that_is_bound_to_a_certificate_is_checked_each_time() {
    claim = "cnf";
    tokens.decode("a");
    revoked.add("a");
    assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(BadJwtException.class);
  }

  @Test
  void one_without_an_end_is_kept_no_longer_than_others() {
    end = null;
    tokens.decode("a");
    later(RecentTokens.KEPT);
    tokens.decode("a");
    assertThat(checks).isEqualTo(2);
  }
}
