package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.event.Form;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.markdown.MarkdownReader;
import io.minutebook.minutes.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules for texts that come in commands. */
final class Texts {

  /** Of a text in UTF-8, in bytes. */
  static final int LONGEST = 64 * 1024;

  /** A line of words: nothing in it begins a block, whatever the words are. */
  private static final Pattern WORDS = Pattern.compile("\\p{L}[\\p{L}\\p{Nd} ,.;:?'()/-]*");

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

  private Texts() {}

  /** A text of one or more lines that will stand in the document as one block. */
  static String block(String field, String text, Form form) {
    String block = checked(field, text.replace("\r\n", "\n"));
    if (form.equals(Form.VERBATIM)) {
      return verbatim(field, block);
    }
    block = block.lines().map(Texts::laidOut).collect(Collectors.joining("\n")).strip();
    if (!isOneBlock(block)) {
      throw Refusal.invalid(
          field,
          "It must be inline Markdown: no list, heading, table, quote, code block or empty line of"
              + " its own. Put a \\ before a character that should stand for itself.");
    }
    return block;
  }

  /** Whether a text stands in the document as one block; most do, and need no reading to tell. */
  static boolean isOneBlock(String text) {
    return WORDS.matcher(text).matches() || readsAsOneBlock(text);
  }

  static boolean readsAsOneBlock(String text) {
    String item = "-   " + text.replace("\n", "\n    ") + "\n";
    List<DocumentEntry> read = MarkdownReader.read("# T\n\n## S\n\n" + item);
    if (read.size() != 2 || read.get(1).children().size() != 1) {
      return false;
    }
    DocumentEntry entry = read.get(1).children().getFirst();
    return entry.children().isEmpty() && entry.form().equals(Form.BULLET);
  }

  /** A line without its layout; two blanks at its end are a line break and stay. */
  private static String laidOut(String line) {
    return line.endsWith("  ") ? line.strip() + "  " : line.strip();
  }

  private static String verbatim(String field, String block) {
    List<DocumentEntry> read =
        MarkdownReader.read("# T\n\n## S\n\n" + block.stripTrailing() + "\n");
    if (read.size() != 2
        || read.get(1).children().size() != 1
        || !read.get(1).children().getFirst().form().equals(Form.VERBATIM)) {
      throw Refusal.invalid(
          field, "A verbatim entry is one block such as fenced code, a quote or HTML.");
    }
    return block.stripTrailing();
  }

  /** A text that does not stand in the document, such as a reason. */
  static String remark(String field, String text) {
    return checked(field, text.replace("\r\n", "\n")).strip();
  }

  /** A reason that need not be given. */
  static @Nullable String optional(@Nullable String reason) {
    return reason == null || reason.isBlank() ? null : remark("reason", reason);
  }

  /** A text on one line. */
  static String line(String field, String text) {
    String line = checked(field, text).strip();
    if (line.indexOf('\n') >= 0) {
      throw Refusal.invalid(field, "It must stand on one line.");
    }
    return line;
  }

  /** The title of a heading, on one line. */
  static String heading(String field, String text) {
    String title = line(field, text);
    List<DocumentEntry> read = MarkdownReader.read("# T\n\n## " + title + "\n");
    if (read.size() != 2
        || !(read.get(1).content() instanceof Content.Section section)
        || !section.title().equals(title)) {
      throw Refusal.invalid(field, "It cannot stand as a heading; a # at its end must be \\#.");
    }
    return title;
  }

  /** The cell of a table; it may be empty. */
  static String cell(String field, String text) {
    String cell = text.strip();
    if (!cell.isEmpty()) {
      line(field, cell);
    }
    if (cell.matches("(?s).*(?<!\\\\)\\|.*") || cell.endsWith("\\")) {
      throw Refusal.invalid(field, "A | in a cell must be written \\|.");
    }
    return cell;
  }

  private static String checked(String field, String text) {
    if (text.isBlank()) {
      throw Refusal.invalid(field, "It must not be empty.");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw Refusal.invalid(field, "It is over the limit of 64 KiB.");
    }
    if (CONTROL.matcher(text).find()) {
      throw Refusal.invalid(field, "It has control characters.");
    }
    return text;
  }
}
