package io.minutebook.query.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** What the roles of a token allow on this side. */
public final class Roles {

  static final String CLAIM = "roles";
  static final String PREFIX = "ROLE_";
  static final String ADMIN = "admin";

  /** Those who may read minutes, actions and counts. */
  static final String[] READERS = {"reader", "scribe", "auditor", ADMIN};

  private static final Set<String> HISTORY =
      Set.of(PREFIX + "scribe", PREFIX + "auditor", PREFIX + ADMIN);

  private Roles() {}

  /** Whether somebody may see what minutes said before, and who changed them. */
  public static boolean maySeeHistory(@Nullable Authentication who) {
    return who != null
        && who.getAuthorities().stream()
            .anyMatch(granted -> HISTORY.contains(granted.getAuthority()));
  }
}
