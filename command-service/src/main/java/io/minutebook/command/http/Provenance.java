package io.minutebook.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where imported matter came from, by name: {@code file=Weekly%2020200504.md, revision=4f2a}. */
final class Provenance {

  private static final int LONGEST = 255;
  private static final Pattern PAIR =
      Pattern.compile("([a-z][a-z0-9-]{0,31})=([!-~&&[^,]]{1,2000})");

  private Provenance() {}

  static Map<String, String> read(HttpServletRequest request) {
    String header = Headers.single(request, Headers.PROVENANCE);
    if (header == null) {
      return Map.of();
    }
    Map<String, String> provenance = new LinkedHashMap<>();
    for (String pair : header.split(",", -1)) {
      Matcher matcher = PAIR.matcher(pair.strip());
      if (!matcher.matches() || provenance.put(matcher.group(1), value(matcher.group(2))) != null) {
        throw malformed();
      }
    }
    if (isPath(provenance.get("file"))) {
      throw ProblemException.malformed(
          Headers.PROVENANCE, "file is the name of a file, not a path to it.");
    }
    return provenance;
  }

  private static String value(String encoded) {
    String value;
    try {
      value = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
    if (value.isBlank()
        || value.length() > LONGEST
        || value.indexOf('\uFFFD') >= 0
        || value.chars().anyMatch(Character::isISOControl)) {
      throw malformed();
    }
    return value;
  }

  private static boolean isPath(@Nullable String file) {
    return file != null
        && (file.indexOf('/') >= 0 || file.indexOf('\\') >= 0 || file.matches("\\.+"));
  }

  private static ProblemException malformed() {
    return ProblemException.malformed(
        Headers.PROVENANCE,
        "Provenance is written name=value, with commas between; a value has 1 to 255 characters,"
            + " with %, commas and what is not ASCII percent-encoded as UTF-8.");
  }
}
