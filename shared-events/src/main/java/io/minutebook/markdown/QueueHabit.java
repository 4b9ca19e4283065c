package io.minutebook.markdown;

import io.minutebook.event.StatedDelta;
import io.minutebook.minutes.Content;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tickets of a queue: {@code 8 (-1) open Dockside tickets}. */
final class QueueHabit {

  /** Longer lines are no counts; the pattern is not made for them either. */
  private static final int LONGEST = 300;

  private static final Pattern FORM =
      Pattern.compile(
          "(?<count>\\d{1,9})(?: \\((?<stated>[^()]*)\\))?"
              + " (?<wording>open (?:(?<queue>\\S.*?) )?tickets?)");

  private QueueHabit() {}

  static Optional<Content> read(String text) {
    Matcher form = FORM.matcher(text);
    if (text.length() > LONGEST || !form.matches()) {
      return Optional.empty();
    }
    String stated = form.group("stated");
    if (stated != null && !StatedDelta.isDelta(stated)) {
      return Optional.empty();
    }
    return Optional.of(
        new Content.QueueCount(
            form.group("queue"),
            Integer.parseInt(form.group("count")),
            stated == null ? null : new StatedDelta(stated),
            form.group("wording")));
  }
}
