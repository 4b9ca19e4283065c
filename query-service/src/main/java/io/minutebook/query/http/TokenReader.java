package io.minutebook.query.http;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AbstractOAuth2Token;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** Checks tokens that come otherwise than in a header of a request. */
@Component
public class TokenReader {

  private static final String BEARER = "bearer ";

  private final ObjectProvider<JwtDecoder> decoder;

  TokenReader(ObjectProvider<JwtDecoder> decoder) {
    this.decoder = decoder;
  }

  /**
   * Who somebody is and what their roles are.
   *
   * @param authorization what would be the value of the header, {@code Bearer <token>}
   * @return empty if that is no token that is good
   */
  public Optional<Authentication> read(String authorization) {
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    try {
      String token = authorization.substring(BEARER.length()).strip();
      return Optional.ofNullable(
          SecurityConfiguration.roles().convert(decoder.getObject().decode(token)));
    } catch (JwtException e) {
      return Optional.empty();
    }
  }

  /** Until when somebody's token is good; null: no end is known. */
  public static @Nullable Instant expiry(Authentication who) {
    return who instanceof AbstractOAuth2TokenAuthenticationToken<?> known
            && known.getToken() instanceof AbstractOAuth2Token token
        ? token.getExpiresAt()
        : null;
  }
}
