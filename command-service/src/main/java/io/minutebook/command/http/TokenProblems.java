package io.minutebook.command.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Tells who comes without a good token, or with a role that is not enough (RFC 6750, section 3).
 */
final class TokenProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final Logger LOG = LoggerFactory.getLogger(TokenProblems.class);

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    switch (e) {
      case AuthenticationServiceException unavailable -> unavailable(response, unavailable);
      case OAuth2AuthenticationException bad -> badToken(response, bad);
      default -> {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        unauthenticated(response, "Send a token: Authorization: Bearer TOKEN.");
      }
    }
  }

  private static void badToken(HttpServletResponse response, OAuth2AuthenticationException e)
      throws IOException {
    String code = e.getError().getErrorCode();
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"" + code + "\"");
    unauthenticated(response, "The token is not taken: " + reason(e));
  }

  private static String reason(OAuth2AuthenticationException e) {
    if (e.getCause() instanceof JwtValidationException invalid) {
      String all =
          String.join(
              "; ",
              invalid.getErrors().stream().map(OAuth2Error::getDescription).distinct().toList());
      return all.contains("expired") ? "it has expired (" + all + "); get a new one." : all + ".";
    }
    return "it is no JSON Web Token that this service's key has signed.";
  }

  private static void unauthenticated(HttpServletResponse response, String detail)
      throws IOException {
    ProblemWriter.write(
        response, Problem.of(ProblemKind.UNAUTHENTICATED, HttpHeaders.AUTHORIZATION, detail));
  }

  /** The keys to check tokens by could not be had: not the client's fault, and not for ever. */
  private static void unavailable(HttpServletResponse response, AuthenticationServiceException e)
      throws IOException {
    LOG.warn("Tokens cannot be checked: {}", e.getMessage());
    response.setHeader(HttpHeaders.RETRY_AFTER, "10");
    ProblemWriter.write(
        response,
        Problem.of(
            ProblemKind.UNAVAILABLE, null, "Tokens cannot be checked at the moment; try again."));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
    ProblemWriter.write(
        response,
        Problem.of(
            ProblemKind.FORBIDDEN, null, "To write minutes takes the role scribe or admin."));
  }
}
