package io.minutebook.cli;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What changed in a text, on one line: {@code [-removed-]} and {@code {+added+}}, as {@code git
 * diff --word-diff} writes it.
 */
final class ChangedText {

  private ChangedText() {}

  /** With a colon before it; empty where nothing was said. */
  static String of(JsonNode change) {
    String before = change.path("before").asString("");
    String after = change.path("after").asString("");
    if (before.isEmpty()) {
      return after.isEmpty() ? "" : ": " + quoted(after);
    }
    if (after.isEmpty()) {
      return ": was " + quoted(before);
    }
    if (before.equals(after)) {
      return ": " + quoted(after);
    }
    return ": "
        + quoted(
            change
                .path("diff")
                .valueStream()
                .map(part -> part(part.path("op").asString(), part.path("text").asString()))
                .collect(Collectors.joining()));
  }

  private static String part(String op, String text) {
    return switch (op) {
      case "ADDED" -> "{+" + text + "+}";
      case "REMOVED" -> "[-" + text + "-]";
      default -> text;
    };
  }

  private static String quoted(String text) {
    return "\"" + text.strip().replaceAll("\\s*\\R\\s*", " / ") + "\"";
  }
}
