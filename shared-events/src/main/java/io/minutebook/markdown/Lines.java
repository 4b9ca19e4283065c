package io.minutebook.markdown;

import java.util.ArrayList;
import java.util.List;

/** The lines of a document, each with where it begins and ends; an end is behind the line break. */
final class Lines {

  private final String text;
  private final List<Integer> starts = new ArrayList<>();

  Lines(String text) {
    this.text = text;
    int at = 0;
    while (at < text.length()) {
      starts.add(at);
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
    return starts.size();
  }

  int start(int line) {
    return starts.get(line);
  }

  /** Behind the line break. */
  int end(int line) {
    return line + 1 < starts.size() ? starts.get(line + 1) : text.length();
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
