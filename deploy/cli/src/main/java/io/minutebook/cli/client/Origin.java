package io.minutebook.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Where something that is brought in came from. Texts are cut to what the command API takes, and
 * control characters in them become blanks.
 *
 * @param file the name of the file, without folders
 * @param revision the commit's id
 * @param subject the first line of the commit's message
 * @param author on whose behalf; needs the right to say so, as the time does
 * @param at when it happened
 */
public record Origin(
    String file,
    @Nullable String revision,
    @Nullable String subject,
    @Nullable String author,
    @Nullable Instant at) {

  private static final int LONGEST_VALUE = 255;
  private static final int LONGEST_ENCODED = 2_000;
  private static final int LONGEST_NAME = 200;
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /** A file, of which nothing else is known. */
  public static Origin file(String name) {
    return new Origin(name, null, null, null, null);
  }

  /** What a correction of published minutes gives as its reason, if there is something to say. */
  @Nullable String reason() {
    return subject == null ? null : textual(subject, LONGEST_VALUE);
  }

  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    StringJoiner provenance = new StringJoiner(", ");
    provenance.add("file=" + percentEncoded(file));
    if (revision != null) {
      provenance.add("revision=" + revision);
    }
    String reason = reason();
    if (reason != null) {
      provenance.add("subject=" + percentEncoded(reason));
    }
    headers.put("Minutebook-Provenance", provenance.toString());
    String name = author == null ? null : textual(author, LONGEST_NAME);
    if (name != null) {
      headers.put("Minutebook-On-Behalf-Of", percentEncoded(name));
    }
    if (at != null && !at.isBefore(FIRST) && !at.isAfter(LAST)) {
      headers.put("Minutebook-Occurred-At", at.toString());
    }
    return headers;
  }

  /** The text within a limit, also when it is percent-encoded; null if nothing is left of it. */
  private static @Nullable String textual(String text, int longest) {
    StringBuilder kept = new StringBuilder();
    int encoded = 0;
    for (int c : text.strip().codePoints().toArray()) {
      int code = Character.isISOControl(c) ? ' ' : c == 0xFFFD || isSurrogate(c) ? '?' : c;
      encoded += percentEncoded(Character.toString(code)).length();
      if (kept.length() + Character.charCount(code) > longest || encoded > LONGEST_ENCODED) {
        break;
      }
      kept.appendCodePoint(code);
    }
    String cut = kept.toString().strip();
    return cut.isBlank() ? null : cut;
  }

  private static boolean isSurrogate(int code) {
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
  }

  static String percentEncoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
