package io.minutebook.standalone;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Makes bearer tokens (JWT, RFC 7519, signed with RS256) for the services of a data folder. */
public final class Tokens {

  /** What may be done with a token. */
  public static final List<String> ROLES = List.of("reader", "scribe", "auditor", "admin");

  private final PrivateKey key;
  private final Clock clock;

  public Tokens(KeyFiles keys, Clock clock) {
    this.key = keys.readPrivateKey();
    this.clock = clock;
  }

  /** A token for a person with a role, good from now on for this long. */
  public String issue(String name, String role, Duration validFor) {
    if (!ROLES.contains(role)) {
      throw new IllegalArgumentException("a role is one of " + ROLES + ", not '" + role + "'");
    }
    Instant now = clock.instant();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", name);
    claims.put("roles", List.of(role));
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(validFor).getEpochSecond());
    String signed = part(Map.of("alg", "RS256", "typ", "JWT")) + "." + part(claims);
    return signed + "." + base64(sign(signed));
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA256withRSA", e);
    }
  }

  private static String part(Map<String, ?> json) {
    return base64(JsonMapper.shared().writeValueAsBytes(json));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
