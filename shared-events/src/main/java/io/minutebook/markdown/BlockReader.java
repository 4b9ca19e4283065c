package io.minutebook.markdown;

import io.minutebook.event.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;

/**
 * Takes a document apart into blocks: headings, list items, paragraphs, tables and their rows. The
 * block structure is CommonMark's (with GitHub's tables); code, quotes and HTML are kept verbatim.
 */
final class BlockReader {

  private static final Pattern MARKER =
      Pattern.compile("[ \\t]*(?<marker>[-*+]|\\d{1,9}[.)])(?<gap>[ \\t]+|$)");

  private final String document;
  private final Lines lines;

  /** The first line that no block has taken yet. */
  private int next;

  BlockReader(String document) {
    // A byte order mark is layout, as long as the blank that stands for it here.
    this.document = document.startsWith("\ufeff") ? " " + document.substring(1) : document;
    this.lines = new Lines(this.document);
  }

  /** The blocks of the document; headings are not nested yet. */
  List<Block> read() {
    List<Block> blocks = new ArrayList<>();
    Node root = Structure.of(document);
    boolean beforeSections = true;
    for (Node node = root.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading && heading.getLevel() > 1) {
        beforeSections = false;
      }
      readBlock(node, 0, 0, beforeSections, blocks);
    }
    takeUnclaimed(lines.count(), 0, blocks);
    return blocks;
  }

  private void readBlock(
      Node node, int indent, int level, boolean beforeSections, List<Block> into) {
    List<SourceSpan> spans = node.getSourceSpans();
    if (spans.isEmpty()) {
      return;
    }
    int begin = spans.getFirst().getLineIndex();
    if (node instanceof ListBlock list) {
      readItems(list, indent, level, into);
      return;
    }
    int last = lastLine(node);
    takeUnclaimed(begin, indent, into);
    // A line that is shared with the block before was taken there, character for character.
    int first = Math.max(begin, next);
    if (first > last) {
      return;
    }
    switch (node) {
      case Heading heading when indent == 0 -> into.add(heading(heading, first, last));
      case Paragraph ignored ->
          new ParagraphReader(lines, first, last, indent, level, beforeSections).read(into);
      case IndentedCodeBlock ignored when isFlush(first, last) ->
          // In minutes a line that is set in is no code.
          new ParagraphReader(lines, first, last, indent, level, beforeSections).read(into);
      case TableLines ignored -> into.add(table(first, last));
      default -> into.add(verbatim(first, last, indent));
    }
    next = last + 1;
  }

  /** The last line of a block and of what the library cut off it. */
  private static int lastLine(Node node) {
    Node last = node;
    for (Node next = node.getNext(); next != null && belongsTo(last, next); next = last.getNext()) {
      last = next;
    }
    return last.getSourceSpans().getLast().getLineIndex();
  }

  /** A long paragraph has its end in a block of its own; definitions in a row are one block. */
  private static boolean belongsTo(Node last, Node next) {
    if (next.getSourceSpans().isEmpty()) {
      return false;
    }
    boolean text = last instanceof Paragraph && next instanceof LongText;
    boolean definitions =
        last instanceof LinkReferenceDefinition
            && (next instanceof LinkReferenceDefinition || next instanceof LongText)
            && last.getSourceSpans().getLast().getLineIndex() + 1
                == next.getSourceSpans().getFirst().getLineIndex();
    return text || definitions;
  }

  private boolean isFlush(int first, int last) {
    int indent = Lines.indent(lines.get(first));
    for (int line = first + 1; line <= last; line++) {
      if (lines.isBlank(line) || Lines.indent(lines.get(line)) != indent) {
        return false;
      }
    }
    return true;
  }

  private void readItems(ListBlock list, int indent, int level, List<Block> into) {
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      List<SourceSpan> spans = item.getSourceSpans();
      int first = spans.getFirst().getLineIndex();
      takeUnclaimed(first, indent, into);
      if (first < next) {
        continue;
      }
      readItem(list, item, first, spans.getLast().getLineIndex(), indent, level + 1, into);
    }
  }

  private void readItem(
      ListBlock list, Node item, int first, int last, int indent, int level, List<Block> into) {
    Matcher marker = MARKER.matcher(lines.get(first));
    Node text = item.getFirstChild();
    boolean startsOnLine = text != null && text.getSourceSpans().getFirst().getLineIndex() == first;
    if (!marker.lookingAt() || (startsOnLine && !(text instanceof Paragraph))) {
      into.add(verbatim(first, last, indent));
      next = last + 1;
      return;
    }
    Form form = list instanceof OrderedList ? new Form(marker.group("marker")) : Form.BULLET;
    int contentIndent = Lines.indent(" ".repeat(marker.end()));
    List<Block> blocks = new ArrayList<>();
    if (startsOnLine && text != null) {
      int end = lastLine(text);
      new ParagraphReader(lines, first, end, level, form, marker.end()).read(blocks);
      next = end + 1;
      text = text.getNext();
    } else {
      blocks.add(Block.text(form).with("", lines.end(first)));
      next = first + 1;
    }
    Block own = blocks.getFirst();
    own.children.addAll(blocks.subList(1, blocks.size()));
    for (Node child = text; child != null; child = child.getNext()) {
      readBlock(child, contentIndent, level, false, own.children);
    }
    into.add(own);
  }

  private Block heading(Heading heading, int first, int last) {
    String title;
    if (first == last && lines.get(first).stripLeading().startsWith("#")) {
      title = atxTitle(lines.get(first).strip());
    } else {
      List<String> words = new ArrayList<>();
      for (int line = first; line < last; line++) {
        words.add(lines.get(line).strip());
      }
      title = String.join(" ", words);
    }
    return Block.heading(heading.getLevel(), title.strip(), lines.end(last));
  }

  /** The title of a heading that begins with number signs and may end with some more. */
  private static String atxTitle(String line) {
    int begin = 0;
    while (begin < line.length() && line.charAt(begin) == '#') {
      begin++;
    }
    int end = line.length();
    while (end > begin && line.charAt(end - 1) == '#') {
      end--;
    }
    boolean closed = end == begin || line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t';
    return line.substring(begin, closed ? end : line.length()).strip();
  }

  private Block table(int first, int last) {
    Block table = Block.table(lines.get(first), lines.end(Math.min(first + 1, last)));
    for (int line = first + 2; line <= last; line++) {
      table.children.add(Block.row(lines.get(line), lines.end(line)));
    }
    return table;
  }

  private Block verbatim(int first, int last, int indent) {
    Block block = Block.text(Form.VERBATIM);
    for (int line = first; line <= last; line++) {
      block.with(withoutIndent(lines.get(line), indent), lines.end(line));
    }
    return block;
  }

  /** Keeps what the parser gave no block to (link definitions, say) as verbatim text. */
  private void takeUnclaimed(int until, int indent, List<Block> into) {
    int first = next;
    while (first < until && lines.isBlank(first)) {
      first++;
    }
    int last = until - 1;
    while (last >= first && lines.isBlank(last)) {
      last--;
    }
    if (first <= last) {
      into.add(verbatim(first, last, indent));
    }
    next = Math.max(next, until);
  }

  private static String withoutIndent(String line, int indent) {
    int at = 0;
    while (at < line.length() && at < indent && line.charAt(at) == ' ') {
      at++;
    }
    return line.substring(at);
  }
}
