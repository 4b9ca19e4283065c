package io.minutebook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A reference to an issue in a tracker, for example {@code SOFTWARE-3951}. */
public record Ticket(@JsonValue String key) {

  private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9]{1,31}-\\d{1,9}");
  private static final Pattern MENTION =
      Pattern.compile("(?<![A-Za-z0-9-])" + KEY.pattern() + "(?![A-Za-z0-9-])");

  @JsonCreator
  public Ticket {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("a ticket is written like ABC-123, not '" + key + "'");
    }
  }

  /** The tickets that a text mentions, each once, in order. */
  public static List<Ticket> mentionedIn(String text) {
    return MENTION
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .distinct()
        .map(Ticket::new)
        .toList();
  }

  @Override
  public String toString() {
    return key;
  }
}
