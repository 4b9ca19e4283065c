package io.minutebook.markdown;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;

/** Puts other fields into a text, leaving all that stands between them. */
final class Fields {

  private Fields() {}

  /**
   * The text that {@code matched} was found in, with other values for some of its named groups. The
   * groups do not overlap; a group that took no part stays out.
   */
  static String replaced(Matcher matched, String text, Map<String, String> values) {
    Map<Integer, String> groups = new TreeMap<>();
    values.keySet().stream()
        .filter(name -> matched.start(name) >= 0)
        .forEach(name -> groups.put(matched.start(name), name));
    StringBuilder replaced = new StringBuilder();
    int at = 0;
    for (String name : groups.values()) {
      replaced.append(text, at, matched.start(name)).append(values.get(name));
      at = matched.end(name);
    }
    return replaced.append(text, at, text.length()).toString();
  }
}
