package io.minutebook.markdown;

import java.util.List;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a table as GitHub's Markdown has them (GitHub Flavored Markdown, section 4.10): a
 * head, a line of dashes with at least as many cells, and rows. The cells are left to {@link
 * TableCells}.
 */
final class TableLines extends CustomBlock {

  /** Begins at a line of dashes below a line with a bar. */
  static final class Start implements BlockParserFactory {

    @Override
    public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
      if (!(matched.getMatchedBlockParser().getBlock() instanceof Paragraph)) {
        return BlockStart.none();
      }
      CharSequence line = state.getLine().getContent();
      String dashes = line.subSequence(state.getIndex(), line.length()).toString();
      if (!isLineOfDashes(dashes)) {
        return BlockStart.none();
      }
      List<SourceLine> paragraph = matched.getParagraphLines().getLines();
      if (paragraph.isEmpty()) {
        return BlockStart.none();
      }
      String head = paragraph.getLast().getContent().toString();
      return head.indexOf('|') >= 0 && TableCells.count(dashes) >= TableCells.count(head)
          ? BlockStart.of(new TableParser()).atIndex(state.getIndex()).replaceParagraphLines(1)
          : BlockStart.none();
    }

    /** Cells of dashes, each perhaps with a colon at its ends, and at least one bar. */
    private static boolean isLineOfDashes(String line) {
      if (line.indexOf('|') < 0 || !line.chars().allMatch(c -> "|-: \t".indexOf(c) >= 0)) {
        return false;
      }
      List<String> cells = TableCells.of(line);
      return !cells.isEmpty() && cells.stream().allMatch(TableLines::isDashes);
    }
  }

  private static boolean isDashes(String cell) {
    int from = cell.startsWith(":") ? 1 : 0;
    int to = cell.length() - (cell.endsWith(":") ? 1 : 0);
    return from < to && cell.substring(from, to).chars().allMatch(c -> c == '-');
  }

  private static final class TableParser extends AbstractBlockParser {

    private final TableLines block = new TableLines();
    private boolean ended;

    @Override
    public Block getBlock() {
      return block;
    }

    /** A line that begins no other block is a row as well, bar or not. */
    @Override
    public boolean canHaveLazyContinuationLines() {
      return !ended;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
      CharSequence line = state.getLine().getContent();
      String rest = line.subSequence(state.getIndex(), line.length()).toString();
      ended = rest.strip().equals("|");
      return ended || rest.indexOf('|') < 0
          ? BlockContinue.none()
          : BlockContinue.atIndex(state.getIndex());
    }
  }
}
