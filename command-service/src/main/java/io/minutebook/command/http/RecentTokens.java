package io.minutebook.command.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.util.ConcurrentLruCache;

/**
 * Takes a token that was found to be good for good again, for a minute at most and not beyond its
 * end: checking its signature costs more than much of what is asked with it. What was refused is
 * checked each time, and so is a token that is bound to a client's certificate or key.
 */
final class RecentTokens implements JwtDecoder {

  /** The claim of a token that is bound to something else that a request brings. */
  private static final String BOUND = "cnf";

  static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MOST = 1_000;

  private final JwtDecoder decoder;
  private final InstantSource clock;
  private final ConcurrentLruCache<String, Checked> good;

  RecentTokens(JwtDecoder decoder, InstantSource clock) {
    this.decoder = decoder;
    this.clock = clock;
    this.good = new ConcurrentLruCache<>(MOST, token -> checked(decoder.decode(token)));
  }

  /** In front of whatever else decodes. */
  static BeanPostProcessor inFront() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof JwtDecoder decoder
            ? new RecentTokens(decoder, InstantSource.system())
            : bean;
      }
    };
  }

  private record Checked(Jwt token, Instant until) {}

  private Checked checked(Jwt token) {
    return new Checked(token, token.hasClaim(BOUND) ? Instant.MIN : until(token.getExpiresAt()));
  }

  private Instant until(@Nullable Instant end) {
    Instant until = clock.instant().plus(KEPT);
    return end != null && end.isBefore(until) ? end : until;
  }

  @Override
  public Jwt decode(String token) {
    Checked known = good.get(token);
    if (clock.instant().isBefore(known.until())) {
      return known.token();
    }
    // also at its end: whether clocks may differ is for the decoder to say
    good.remove(token);
    return decoder.decode(token);
  }
}
