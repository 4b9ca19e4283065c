package io.minutebook.markdown;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the source of an entry is laid out.
 *
 * @param lead the blank lines before it
 * @param indent the blanks before its text or bullet
 * @param marker its bullet or number; empty: it is no item
 * @param gap the blanks between marker and text
 * @param body its own characters, without what is blank at their end
 * @param tail what is blank at the end
 */
record Layout(String lead, String indent, String marker, String gap, String body, String tail) {

  // Possessive: there may be more blank lines than the stack has frames.
  private static final Pattern LEAD =
      Pattern.compile("(?<lead>\\ufeff?+(?:[ \\t]*+\\R)*+)(?<indent>[ \\t]*+)");
  private static final Pattern MARKER =
      Pattern.compile("(?<marker>[-*+]|\\d{1,9}[.)])(?<gap>[ \\t]++|(?=[\\r\\n])|$)");

  static Layout of(String source) {
    Matcher begin = LEAD.matcher(source);
    String lead = begin.lookingAt() ? begin.group("lead") : "";
    String indent = begin.lookingAt() ? begin.group("indent") : "";
    int at = lead.length() + indent.length();
    int end = Math.max(at, source.stripTrailing().length());
    Matcher item = MARKER.matcher(source).region(at, source.length());
    if (!item.lookingAt()) {
      return new Layout(lead, indent, "", "", source.substring(at, end), source.substring(end));
    }
    int text = Math.min(item.end(), Math.max(end, item.end("marker")));
    return new Layout(
        lead,
        indent,
        item.group("marker"),
        source.substring(item.end("marker"), text),
        source.substring(text, Math.max(text, end)),
        source.substring(Math.max(text, end)));
  }

  boolean isItem() {
    return !marker.isEmpty();
  }

  /** The column of the text. */
  int column() {
    return Lines.indent(indent + " ".repeat(marker.length()) + gap);
  }

  /** The text, the blanks around its lines left out. */
  String text() {
    return body.lines().map(String::strip).collect(Collectors.joining("\n"));
  }

  /** The blanks at the end of its last line. */
  String trailing() {
    int end = 0;
    while (end < tail.length() && (tail.charAt(end) == ' ' || tail.charAt(end) == '\t')) {
      end++;
    }
    return tail.substring(0, end);
  }

  /** The first line break that it has. */
  static Optional<String> lineBreak(String source) {
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\n') {
        return Optional.of("\n");
      }
      if (c == '\r') {
        return Optional.of(source.startsWith("\r\n", i) ? "\r\n" : "\r");
      }
    }
    return Optional.empty();
  }
}
