package io.minutebook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The short name of a series: lower-case letters, digits and hyphens, beginning with a letter or
 * digit, at most 64 characters.
 */
public record SeriesId(@JsonValue String slug) {

  private static final String STREAM_PREFIX = "series/";
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

  /** The series itself whose stream this is. */
  public static SeriesId ofStream(String stream) {
    if (!stream.startsWith(STREAM_PREFIX)) {
      throw new IllegalArgumentException("'" + stream + "' is not the stream of a series");
    }
    return new SeriesId(stream.substring(STREAM_PREFIX.length()));
  }

  /** The stream that holds the series itself. */
  public String stream() {
    return STREAM_PREFIX + slug;
  }

  @Override
  public String toString() {
    return slug;
  }
}
