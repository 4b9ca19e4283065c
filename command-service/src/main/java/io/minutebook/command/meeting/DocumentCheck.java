package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.minutes.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a document can be the minutes of a meeting. */
final class DocumentCheck {

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\r\\t]]");

  private final String document;

  DocumentCheck(String document) {
    this.document = document;
  }

  /**
   * Refuses characters that are no text.
   *
   * @throws Refusal naming the line of the first
   */
  void checkCharacters() {
    Matcher control = CONTROL.matcher(document);
    if (control.find()) {
      throw Refusal.invalid(
          "document",
          "Line "
              + lineOf(control.start())
              + " has a control character (U+"
              + String.format("%04X", (int) document.charAt(control.start()))
              + "); a document is text.");
    }
  }

  /**
   * The entry that is the title.
   *
   * @throws Refusal if there is none, or if a block is longer than it may be
   */
  DocumentEntry title(List<DocumentEntry> entries) {
    DocumentEntry title =
        entries.stream()
            .filter(
                entry -> entry.content() instanceof Content.Title text && !text.text().isEmpty())
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "document",
                        "It has no title: minutes begin with a heading such as"
                            + " '# Weekly meeting, 4 May 2020'."));
    checkLengths(entries);
    return title;
  }

  private void checkLengths(List<DocumentEntry> entries) {
    Deque<DocumentEntry> open = new ArrayDeque<>(entries);
    int at = 0;
    while (!open.isEmpty()) {
      DocumentEntry entry = open.pop();
      at += entry.source().length();
      if (entry.source().getBytes(StandardCharsets.UTF_8).length > Texts.LONGEST) {
        throw Refusal.invalid(
            "document",
            "The block that ends in line " + lineOf(at - 1) + " is over the limit of 64 KiB.");
      }
      entry.children().reversed().forEach(open::push);
    }
  }

  private int lineOf(int offset) {
    return 1
        + (int) document.substring(0, offset).lines().count()
        - (offset > 0 && document.charAt(offset - 1) != '\n' ? 1 : 0);
  }
}
