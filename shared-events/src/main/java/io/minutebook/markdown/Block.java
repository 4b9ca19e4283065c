package io.minutebook.markdown;

import io.minutebook.event.Form;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of a document before its content is known: its text and where its own characters lie.
 * Mutable while the document is taken apart, confined to {@link BlockReader}.
 */
final class Block {

  /** What the block's own characters are. */
  enum Kind {
    HEADING,
    TEXT,
    TABLE,
    ROW
  }

  final Kind kind;
  final Form form;
  final int level;
  final List<String> text = new ArrayList<>(1);
  final List<Block> children = new ArrayList<>(0);
  int end;

  private Block(Kind kind, Form form, int level) {
    this.kind = kind;
    this.form = form;
    this.level = level;
  }

  static Block heading(int level, String title, int end) {
    return new Block(Kind.HEADING, Form.PARAGRAPH, level).with(title, end);
  }

  static Block text(Form form) {
    return new Block(Kind.TEXT, form, 0);
  }

  static Block table(String head, int end) {
    return new Block(Kind.TABLE, Form.PARAGRAPH, 0).with(head, end);
  }

  static Block row(String row, int end) {
    return new Block(Kind.ROW, Form.PARAGRAPH, 0).with(row, end);
  }

  /** Adds a line of text that ends at an offset of the document. */
  Block with(String line, int lineEnd) {
    text.add(line);
    end = lineEnd;
    return this;
  }

  /** The text with the layout at the ends of its lines left out; hard line breaks stay. */
  String joined() {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < text.size(); i++) {
      String line = text.get(i);
      String stripped = line.stripTrailing();
      joined.append(stripped);
      if (i + 1 < text.size()) {
        joined.append(line.length() - stripped.length() >= 2 ? "  \n" : "\n");
      }
    }
    return joined.toString();
  }
}
