package io.minutebook.markdown;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Where CommonMark says that the blocks of a document begin and end, in time linear in its size
 * whatever it holds. Inline Markdown is not looked at; tables, HTML and very long paragraphs are
 * found by parsers of our own, since the library's take quadratic time or a deep stack on some.
 */
final class Structure {

  /** Lists deeper than this are text: nobody nests so deep, and a stack has an end. */
  static final int MOST_LEVELS = 64;

  /** The document, a list and an item for each level, and a paragraph. */
  private static final int MOST_OPEN_BLOCKS = 2 * MOST_LEVELS + 1;

  private static final Set<Class<? extends Block>> BLOCKS =
      new LinkedHashSet<>(
          List.of(
              BlockQuote.class,
              Heading.class,
              FencedCodeBlock.class,
              ThematicBreak.class,
              ListBlock.class,
              IndentedCodeBlock.class));

  private Structure() {}

  static Node of(String document) {
    // A parser for each document: the one for long paragraphs counts their lines.
    return Parser.builder()
        .enabledBlockTypes(BLOCKS)
        .customBlockParserFactory(new LongText.Start())
        .customBlockParserFactory(new TableLines.Start())
        .customBlockParserFactory(new HtmlLines.Start())
        .inlineParserFactory(context -> (lines, node) -> {})
        .includeSourceSpans(IncludeSourceSpans.BLOCKS)
        .maxOpenBlockParsers(MOST_OPEN_BLOCKS)
        .build()
        .parse(document);
  }
}
