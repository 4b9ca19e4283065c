package io.minutebook.query.graphql;

import io.minutebook.query.http.Roles;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

/** The right to see what minutes said before. */
final class HistoryRight {

  private HistoryRight() {}

  static void require() {
    if (!Roles.maySeeHistory(SecurityContextHolder.getContext().getAuthentication())) {
      throw new AccessDeniedException(
          "the history may be read by the roles scribe, auditor and admin");
    }
  }
}
