package io.minutebook.command.http;

import io.minutebook.command.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who asks, from the token; on whose behalf and when it happened, if an admin says so. */
final class ContextReader {

  private static final String ADMIN = "admin";
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_REASON = 1000;
  private static final Pattern CORRELATION = Pattern.compile("[!-~]{1,255}");

  /** Four digits of the year, so that it stays within what every part can store. */
  private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.{1,40}");

  private ContextReader() {}

  static Context read(HttpServletRequest request, byte[] body) {
    Principal caller =
        Objects.requireNonNull(request.getUserPrincipal(), "security lets nobody in unnamed");
    return new Context(
        caller.getName(),
        onBehalfOf(request),
        occurredAt(request),
        IdempotencyKeyFilter.keyOf(request),
        Fingerprint.of(request, body),
        correlation(request),
        reason(request),
        Provenance.read(request));
  }

  private static @Nullable String adminOnly(HttpServletRequest request, String header) {
    String value = Headers.single(request, header);
    if (value != null && !request.isUserInRole(ADMIN)) {
      throw new ProblemException(
          ProblemKind.FORBIDDEN, header, "Only the role admin may send " + header + ".");
    }
    return value;
  }

  private static @Nullable Instant occurredAt(HttpServletRequest request) {
    String value = adminOnly(request, Headers.OCCURRED_AT);
    if (value == null) {
      return null;
    }
    if (INSTANT.matcher(value).matches()) {
      try {
        return Instant.parse(value);
      } catch (DateTimeParseException e) {
        // told below, as for every other text that is no instant
      }
    }
    throw ProblemException.malformed(
        Headers.OCCURRED_AT, "An instant is written like 2020-05-04T18:30:00Z.");
  }

  private static @Nullable String onBehalfOf(HttpServletRequest request) {
    String value = adminOnly(request, Headers.ON_BEHALF_OF);
    if (value == null) {
      return null;
    }
    String name = percentDecoded(value).strip();
    if (name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.indexOf('\uFFFD') >= 0
        || name.chars().anyMatch(Character::isISOControl)) {
      throw malformedName();
    }
    return name;
  }

  /** Header fields carry ASCII only, so other characters come percent-encoded. */
  private static String percentDecoded(String value) {
    if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw malformedName();
    }
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformedName();
    }
  }

  private static ProblemException malformedName() {
    return ProblemException.malformed(
        Headers.ON_BEHALF_OF,
        "A name has 1 to 200 characters; % and what is not ASCII are percent-encoded as UTF-8.");
  }

  private static @Nullable String reason(HttpServletRequest request) {
    String value = request.getParameter(Incoming.REASON);
    if (value == null) {
      return null;
    }
    String reason = value.strip();
    if (reason.isEmpty()
        || reason.length() > LONGEST_REASON
        || reason.indexOf('\uFFFD') >= 0
        || reason.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
      throw ProblemException.malformed(
          Incoming.REASON,
          "A reason has 1 to 1,000 characters, percent-encoded as UTF-8 in the query.");
    }
    return reason;
  }

  private static @Nullable String correlation(HttpServletRequest request) {
    String value = Headers.single(request, Headers.CORRELATION);
    if (value != null && !CORRELATION.matcher(value).matches()) {
      throw ProblemException.malformed(
          Headers.CORRELATION, "A correlation has 1 to 255 visible ASCII characters.");
    }
    return value;
  }
}
