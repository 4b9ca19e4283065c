package io.minutebook.query.http;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** What the roles of a token allow on this side. */
public final class Roles {

  /** Where subscriptions are asked for over WebSocket. */
  public static final String LIVE = "/graphql/ws";

  static final String CLAIM = "roles";
  static final String PREFIX = "ROLE_";
  static final String ADMIN = "admin";

  /** Those who may read minutes, actions and counts. */
  static final String[] READERS = {"reader", "scribe", "auditor", ADMIN};

  private static final Set<String> HISTORY =
      Set.of(PREFIX + "scribe", PREFIX + "auditor", PREFIX + ADMIN);

  private static final Set<String> READING =
      Arrays.stream(READERS).map(role -> PREFIX + role).collect(Collectors.toUnmodifiableSet());

  private Roles() {}

  /** Whether somebody may read minutes at all. */
  public static boolean mayRead(@Nullable Authentication who) {
    return hasOneOf(READING, who);
  }

  /** Whether somebody may see what minutes said before, and who changed them. */
  public static boolean maySeeHistory(@Nullable Authentication who) {
    return hasOneOf(HISTORY, who);
  }

  private static boolean hasOneOf(Set<String> roles, @Nullable Authentication who) {
    return who != null
        && who.getAuthorities().stream()
            .anyMatch(granted -> roles.contains(granted.getAuthority()));
  }
}
