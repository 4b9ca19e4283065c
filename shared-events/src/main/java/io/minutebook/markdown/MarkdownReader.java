package io.minutebook.markdown;

import io.minutebook.event.Form;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.TableKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Markdown document into the outline of some minutes. Every character of the document is in
 * the source of exactly one entry; every word and number of it is in that entry's fields.
 */
public final class MarkdownReader {

  private final String document;

  /** How much of the document the entries so far have taken. */
  private int taken;

  private boolean hasTitle;
  private boolean hasCoordinates;
  private boolean hasAttendance;

  private MarkdownReader(String document) {
    this.document = document;
  }

  /** The entries of a document, nested by its headings, lists and tables. Empty: it has no text. */
  public static List<DocumentEntry> read(String document) {
    return new MarkdownReader(document).readAll();
  }

  private List<DocumentEntry> readAll() {
    List<Block> blocks = new BlockReader(document).read();
    stretchLastTo(document.length(), blocks);
    return readLevel(blocks, new int[1], 0, Where.TOP);
  }

  /** What stands behind the last block belongs to it. */
  private static void stretchLastTo(int end, List<Block> blocks) {
    if (!blocks.isEmpty()) {
      Block last = blocks.getLast();
      while (!last.children.isEmpty()) {
        last = last.children.getLast();
      }
      last.end = end;
    }
  }

  /** Reads blocks until a heading that is not below {@code level}; {@code at} counts them. */
  private List<DocumentEntry> readLevel(List<Block> blocks, int[] at, int level, Where begin) {
    Where where = begin;
    List<DocumentEntry> entries = new ArrayList<>();
    while (at[0] < blocks.size()) {
      Block block = blocks.get(at[0]);
      if (block.kind != Block.Kind.HEADING) {
        at[0]++;
        entries.add(entry(block, where));
      } else if (block.level == 1 && !hasTitle && level == 0) {
        at[0]++;
        hasTitle = true;
        Content title = new Content.Title(block.joined());
        where = where.titled(block.joined());
        entries.add(new DocumentEntry(Form.PARAGRAPH, title, source(block), List.of()));
      } else if (block.level > level) {
        at[0]++;
        Content heading = new Content.Section(block.level, block.joined());
        String source = source(block);
        entries.add(
            new DocumentEntry(
                Form.PARAGRAPH,
                heading,
                source,
                readLevel(blocks, at, block.level, where.in(block.joined()))));
      } else {
        break;
      }
    }
    return entries;
  }

  private DocumentEntry entry(Block block, Where where) {
    if (block.kind == Block.Kind.TABLE) {
      return table(block, where.section());
    }
    String text = block.joined();
    Content content =
        block.form.equals(Form.VERBATIM)
            ? new Content.Note(text)
            : once(
                Habits.read(text, block.form, where), text, where.direct() && isParagraph(block));
    String source = source(block);
    List<DocumentEntry> children = new ArrayList<>();
    Where below = where.under(content);
    for (Block child : block.children) {
      children.add(entry(child, below));
    }
    return new DocumentEntry(block.form, content, source, children);
  }

  private static boolean isParagraph(Block block) {
    return block.form.equals(Form.PARAGRAPH);
  }

  /**
   * Minutes have one line of coordinates and one list of attendance, in paragraphs of their own;
   * any other is a note.
   */
  private Content once(Content content, String text, boolean ownParagraph) {
    return switch (content) {
      case Content.Coordinates c when hasCoordinates || !ownParagraph -> new Content.Note(text);
      case Content.Attendance c when hasAttendance || !ownParagraph -> new Content.Note(text);
      case Content.Coordinates c -> {
        hasCoordinates = true;
        yield c;
      }
      case Content.Attendance c -> {
        hasAttendance = true;
        yield c;
      }
      default -> content;
    };
  }

  private DocumentEntry table(Block block, @Nullable String section) {
    List<String> header = TableCells.of(block.joined());
    String board =
        TableKind.of(header) == TableKind.TICKET_COUNTS && section != null ? section : null;
    Content.Table table = new Content.Table(header, board);
    String source = source(block);
    RowHabit habit = new RowHabit(table);
    List<DocumentEntry> rows = new ArrayList<>();
    for (Block row : block.children) {
      Content cells = habit.read(TableCells.of(row.joined()));
      rows.add(new DocumentEntry(Form.PARAGRAPH, cells, source(row), List.of()));
    }
    return new DocumentEntry(Form.PARAGRAPH, table, source, rows);
  }

  private String source(Block block) {
    String source = document.substring(taken, block.end);
    taken = block.end;
    return source;
  }
}
