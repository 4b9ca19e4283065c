package io.minutebook.command.http;

import io.minutebook.command.Expected;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** Reads {@code If-Match} and {@code If-None-Match} (RFC 9110, section 13.1). */
final class Preconditions {

  private static final Pattern ETAG = Pattern.compile("\"(0|[1-9]\\d{0,17})\"");

  private Preconditions() {}

  static Expected of(HttpServletRequest request) {
    String ifMatch = Headers.single(request, HttpHeaders.IF_MATCH);
    String ifNoneMatch = Headers.single(request, HttpHeaders.IF_NONE_MATCH);
    if (ifMatch != null && ifNoneMatch != null) {
      throw ProblemException.malformed(
          HttpHeaders.IF_NONE_MATCH, "If-Match and If-None-Match exclude each other.");
    }
    if (ifNoneMatch != null) {
      return absent(ifNoneMatch);
    }
    return ifMatch == null ? new Expected.Unstated() : present(ifMatch);
  }

  private static Expected present(String ifMatch) {
    if (ifMatch.equals("*")) {
      return new Expected.Existing();
    }
    Matcher etag = ETAG.matcher(ifMatch);
    if (!etag.matches()) {
      throw ProblemException.malformed(
          HttpHeaders.IF_MATCH,
          "If-Match is * or one version in double quotes, such as \"7\", as ETag gave it.");
    }
    return new Expected.Version(Long.parseLong(etag.group(1)));
  }

  private static Expected absent(String ifNoneMatch) {
    if (!ifNoneMatch.equals("*")) {
      throw ProblemException.malformed(
          HttpHeaders.IF_NONE_MATCH, "If-None-Match is only taken as *: there must be none yet.");
    }
    return new Expected.Absent();
  }
}
