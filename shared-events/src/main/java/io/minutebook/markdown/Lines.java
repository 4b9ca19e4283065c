package io.minutebook.markdown;

import java.util.Arrays;

/** The lines of a document, each with where it begins and ends; an end is behind the line break. */
final class Lines {

  private final String text;

  /** Where the lines begin, of the first {@code count}. */
  private int[] starts = new int[64];

  private int count;

  Lines(String text) {
    this.text = text;
    int at = 0;
    while (at < text.length()) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
      }
      starts[count++] = at;
      at = endOfLineAt(at);
    }
  }

  private int endOfLineAt(int start) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        return i + 1;
      }
      if (c == '\r') {
        return i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
      }
    }
    return text.length();
  }

  int count() {
    return count;
  }

  int start(int line) {
    return starts[line];
  }

  /** Behind the line break. */
  int end(int line) {
    return line + 1 < count ? starts[line + 1] : text.length();
  }

  /** A line without its break. */
  String get(int line) {
    int end = end(line);
    while (end > start(line) && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(start(line), end);
  }

  boolean isBlank(int line) {
    return get(line).isBlank();
  }

  /** The column at which a line's text begins, tabs counting to the next multiple of four. */
  static int indent(String line) {
    int column = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\t') {
        column += 4 - column % 4;
      } else if (c == ' ') {
        column++;
      } else {
        break;
      }
    }
    return column;
  }
}
