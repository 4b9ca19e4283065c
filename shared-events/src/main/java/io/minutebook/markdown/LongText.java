package io.minutebook.markdown;

import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * What follows the first few hundred lines of a paragraph, up to a blank line. The library looks at
 * all lines of a paragraph again with each new one.
 */
final class LongText extends CustomBlock {

  private static final int LINES = 200;

  /** Begins when the paragraph that is open has become too long; for one document only. */
  static final class Start implements BlockParserFactory {

    private @Nullable Block paragraph;
    private int lines;

    @Override
    public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
      Block block = matched.getMatchedBlockParser().getBlock();
      if (!(block instanceof Paragraph)) {
        return BlockStart.none();
      }
      if (!block.equals(paragraph)) {
        paragraph = block;
        lines = 0;
      }
      lines++;
      return lines < LINES
          ? BlockStart.none()
          : BlockStart.of(new LongTextParser()).atIndex(state.getIndex());
    }
  }

  private static final class LongTextParser extends AbstractBlockParser {

    private final LongText block = new LongText();

    @Override
    public Block getBlock() {
      return block;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
      return state.isBlank() ? BlockContinue.none() : BlockContinue.atIndex(state.getIndex());
    }
  }
}
