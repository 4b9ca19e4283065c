package io.minutebook.markdown;

import io.minutebook.event.Form;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a paragraph apart where its writer began something new within it: a labelled line at the
 * head of the minutes, an action item on a line of its own or in the middle of one, a list that
 * CommonMark reads as text because it is indented too deep or has no blank line before it.
 */
final class ParagraphReader {

  private static final Pattern ITEM =
      Pattern.compile("(?<marker>[-*+]|\\d{1,9}[.)])(?<gap>[ \\t]+)(?=\\S)");

  private final Lines lines;
  private final int first;
  private final int last;
  private final Form form;
  private final int textStart;
  private final int indent;
  private final int level;
  private final boolean beforeSections;

  /** The items that are open, the innermost first, each with the column of its marker. */
  private final Deque<Item> open = new ArrayDeque<>();

  private final List<Block> siblings = new ArrayList<>();

  private record Item(Block block, int column, int contentColumn) {}

  /**
   * A paragraph that stands for itself, its container indented by {@code indent} and in {@code
   * level} lists.
   */
  ParagraphReader(Lines lines, int first, int last, int indent, int level, boolean beforeSections) {
    this(
        lines,
        first,
        last,
        Form.PARAGRAPH,
        lines.get(first).length() - lines.get(first).stripLeading().length(),
        indent,
        level,
        beforeSections);
  }

  /** The text of a list item, which begins at {@code textStart} in its first line. */
  ParagraphReader(Lines lines, int first, int last, int level, Form form, int textStart) {
    this(lines, first, last, form, textStart, Lines.indent(lines.get(first)), level, false);
  }

  private ParagraphReader(
      Lines lines,
      int first,
      int last,
      Form form,
      int textStart,
      int indent,
      int level,
      boolean beforeSections) {
    this.lines = lines;
    this.first = first;
    this.last = last;
    this.form = form;
    this.textStart = textStart;
    this.indent = indent;
    this.level = level;
    this.beforeSections = beforeSections;
  }

  /**
   * Adds the paragraph's blocks. Of a list item the first one is the item, and the others belong
   * under it.
   */
  void read(List<Block> into) {
    Block current = begin(form, indent, textStart);
    current = addLine(current, first, lines.get(first).substring(textStart));
    for (int line = first + 1; line <= last; line++) {
      String text = lines.get(line).stripLeading();
      int column = Lines.indent(lines.get(line));
      Matcher item = ITEM.matcher(text);
      if (item.lookingAt() && beginsItem(item.group("marker"), column)) {
        current = addLine(beginItem(item, column), line, text.substring(item.end()));
      } else if (beginsParagraph(text, column)) {
        current = addLine(beginParagraph(column), line, text);
      } else {
        current = addLine(current, line, text);
      }
    }
    into.addAll(siblings);
  }

  private Block begin(Form as, int column, int contentColumn) {
    Block block = Block.text(as);
    siblings.add(block);
    open.clear();
    open.push(new Item(block, column, contentColumn));
    return block;
  }

  private boolean beginsItem(String marker, int column) {
    if (level + open.stream().filter(item -> item.column() < column).count()
        > Structure.MOST_LEVELS) {
      return false;
    }
    boolean bullet = marker.length() == 1;
    boolean follows =
        open.stream().anyMatch(item -> item.column() == column && item.block().form.isNumbered());
    return bullet || marker.equals("1.") || marker.equals("1)") || follows;
  }

  private Block beginItem(Matcher item, int column) {
    while (open.size() > 1 && open.getFirst().column() >= column) {
      open.pop();
    }
    String marker = item.group("marker");
    Block block = Block.text(marker.length() == 1 ? Form.BULLET : new Form(marker));
    open.getFirst().block().children.add(block);
    open.push(new Item(block, column, column + item.end()));
    return block;
  }

  private boolean beginsParagraph(String text, int column) {
    if (ActionHabit.LINE.matcher(text).matches()) {
      return true;
    }
    if (beforeSections && HeadHabit.LINE.matcher(text).matches()) {
      return true;
    }
    return open.size() > 1 && column <= open.getLast().column();
  }

  private Block beginParagraph(int column) {
    while (open.size() > 1 && open.getFirst().contentColumn() > column) {
      open.pop();
    }
    Item within = open.getFirst();
    if (within.block().form.isItem()) {
      Block block = Block.text(Form.PARAGRAPH);
      within.block().children.add(block);
      return block;
    }
    return begin(Form.PARAGRAPH, column, column);
  }

  /**
   * Adds a line of text to a block, or the part before an action item that begins within it; gives
   * the block that the text ended in.
   */
  private Block addLine(Block block, int line, String text) {
    Block current = block;
    int begin = 0;
    int offset = lines.start(line) + lines.get(line).length() - text.length();
    Matcher within = ActionHabit.WITHIN.matcher(text);
    while (within.find()) {
      int actionStart = within.start("action");
      current.with(text.substring(begin, actionStart), offset + actionStart);
      begin = actionStart;
      if (current.form.isItem()) {
        Block action = Block.text(Form.PARAGRAPH);
        current.children.add(action);
        current = action;
      } else {
        current = begin(Form.PARAGRAPH, indent, indent);
      }
    }
    return current.with(text.substring(begin), lines.end(line));
  }
}
