package io.minutebook.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** A page of Markdown in the making, into which what people wrote goes as text and no more. */
final class MarkdownPage {

  private final StringBuilder text = new StringBuilder();

  void heading(String title) {
    line("");
    line("## " + title);
    line("");
  }

  void line(String line) {
    text.append(line).append('\n');
  }

  void row(String... cells) {
    line(
        "| "
            + List.of(cells).stream().map(MarkdownPage::cell).collect(Collectors.joining(" | "))
            + " |");
  }

  static String many(long count, String one, String several) {
    return count + " " + (count == 1 ? one : several);
  }

  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace("T", " ").replace("Z", "");
  }

  /** What people wrote must not become part of the table, nor of the page. */
  static String cell(String text) {
    return text.strip()
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("|", "\\|")
        .replaceAll("\\s*\\R\\s*", " / ");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
