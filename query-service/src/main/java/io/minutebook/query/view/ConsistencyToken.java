package io.minutebook.query.view;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a command's answer carries, {@code <stream>@<version>}: a query can wait for it. */
public record ConsistencyToken(String stream, long version) {

  private static final Pattern FORM = Pattern.compile("(meeting|series)/([^@]{1,100})@(\\d{1,15})");

  /**
   * Reads a token.
   *
   * @throws BadToken if it is none
   */
  public static ConsistencyToken parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new BadToken(text);
    }
    try {
      String stream =
          matcher.group(1).equals("meeting")
              ? MeetingId.parse(matcher.group(2)).stream()
              : new SeriesId(matcher.group(2)).stream();
      return new ConsistencyToken(stream, Long.parseLong(matcher.group(3)));
    } catch (IllegalArgumentException e) {
      throw new BadToken(text);
    }
  }

  @Override
  public String toString() {
    return stream + "@" + version;
  }

  /** A consistency token cannot be read. */
  public static final class BadToken extends RuntimeException {

    private static final long serialVersionUID = 1;

    BadToken(String text) {
      super(
          "a consistency token is written <stream>@<version>, as a command answered it, not '"
              + (text.length() > 120 ? text.substring(0, 120) + "..." : text)
              + "'",
          null,
          false,
          false);
    }
  }
}
