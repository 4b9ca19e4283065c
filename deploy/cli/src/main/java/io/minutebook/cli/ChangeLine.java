package io.minutebook.cli;

import tools.jackson.databind.JsonNode;

/** One change of the history as a line: version, when, who, what, from what to what. */
final class ChangeLine {

  private ChangeLine() {}

  static String of(JsonNode change) {
    StringBuilder line = new StringBuilder();
    line.append("%4d  %s  ".formatted(change.path("version").asLong(), time(change)));
    line.append("%-12s ".formatted(who(change)));
    line.append(change.path("type").asString());
    String entry = change.path("entry").asString("");
    if (!entry.isEmpty()) {
      line.append(' ').append(entry);
    }
    line.append(whatChanged(change.path("before").asString(""), change.path("after").asString("")));
    String reason = change.path("reason").asString("");
    if (!reason.isEmpty()) {
      line.append(" (").append(reason).append(')');
    }
    String said = change.path("requestReason").asString("");
    if (!said.isEmpty() && !said.equals(reason)) {
      line.append(", because: ").append(said);
    }
    return line.toString();
  }

  /** To the second: milliseconds are noise to a reader. */
  private static String time(JsonNode change) {
    String at = change.path("at").asString();
    return at.length() < 19 ? at : at.substring(0, 19).replace('T', ' ');
  }

  private static String who(JsonNode change) {
    String behalf = change.path("onBehalfOf").asString("");
    String actor = change.path("actor").asString();
    return behalf.isEmpty() ? actor : behalf + " (by " + actor + ")";
  }

  private static String whatChanged(String before, String after) {
    String from = quoted(before);
    String to = quoted(after);
    if (before.isEmpty()) {
      return after.isEmpty() ? "" : ": " + to;
    }
    return after.isEmpty() ? ": was " + from : ": " + from + " -> " + to;
  }

  private static String quoted(String text) {
    return "\"" + text.strip().replaceAll("\\s*\\R\\s*", " / ") + "\"";
  }
}
