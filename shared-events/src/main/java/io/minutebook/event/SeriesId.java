package io.minutebook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The short name of a series: lower-case letters, digits and hyphens, beginning with a letter or
 * digit, at most 64 characters.
 */
public record SeriesId(@JsonValue String slug) {

  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  @JsonCreator
  public SeriesId {
    if (!SLUG.matcher(slug).matches()) {
      throw new IllegalArgumentException(
          "a series is named by 1 to 64 lower-case letters, digits and hyphens, not '"
              + slug
              + "'");
    }
  }

  /** The stream that holds the series itself. */
  public String stream() {
    return "series/" + slug;
  }

  @Override
  public String toString() {
    return slug;
  }
}
