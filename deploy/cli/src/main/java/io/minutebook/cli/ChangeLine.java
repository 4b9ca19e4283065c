package io.minutebook.cli;

import tools.jackson.databind.JsonNode;

/** One change of the history as a line: version, when, who, what, from what to what. */
final class ChangeLine {

  private ChangeLine() {}

  /**
   * The line.
   *
   * @param named whether it names the stream, because there are several
   */
  static String of(JsonNode change, boolean named) {
    StringBuilder line = new StringBuilder();
    if (named) {
      String meeting = change.path("meeting").asString("");
      line.append(
          "%-20s ".formatted(meeting.isEmpty() ? change.path("series").asString() : meeting));
    }
    line.append("%4d  %s  ".formatted(change.path("version").asLong(), time(change)));
    line.append("%-12s ".formatted(who(change)));
    String type = change.path("type").asString();
    line.append(change.path("command").asString()).append(": ").append(type);
    String entry = change.path("entry").asString("");
    if (!entry.isEmpty()) {
      line.append(' ').append(entry);
    }
    line.append(ChangedText.of(change));
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

  /** When it happened, to the second: milliseconds are noise to a reader. */
  static String time(JsonNode change) {
    String at = change.path("occurredAt").asString(change.path("at").asString());
    return at.length() < 19 ? at : at.substring(0, 19).replace('T', ' ');
  }

  private static String who(JsonNode change) {
    String behalf = change.path("onBehalfOf").asString("");
    String actor = change.path("actor").asString();
    return behalf.isEmpty() ? actor : behalf + " (by " + actor + ")";
  }
}
