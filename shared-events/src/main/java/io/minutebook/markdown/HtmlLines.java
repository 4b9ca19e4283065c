package io.minutebook.markdown;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** The lines of a block of HTML (CommonMark 0.31.2, section 4.6); kept as they are. */
final class HtmlLines extends CustomBlock {

  /** How a line begins with a tag, closing or not. */
  private static final Pattern TAG =
      Pattern.compile("</?+(?<name>[A-Za-z][A-Za-z0-9-]*+)(?=[ \\t>]|/>|$)");

  /** Elements whose content goes on until one of them is closed. */
  private static final Set<String> RAW = Set.of("script", "pre", "style", "textarea");

  private static final List<String> RAW_ENDS =
      List.of("</script>", "</pre>", "</style>", "</textarea>");

  private static final List<String> BLANK_LINE = List.of();

  /** Elements that are blocks by themselves, as the specification lists them. */
  private static final Set<String> BLOCKS =
      Set.of(
          ("address article aside base basefont blockquote body caption center col colgroup dd"
                  + " details dialog dir div dl dt fieldset figcaption figure footer form frame"
                  + " frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu"
                  + " menuitem nav noframes ol optgroup option p param search section summary table"
                  + " tbody td tfoot th thead title tr track ul")
              .split(" ", -1));

  // Possessive throughout: a line of many attributes must neither be tried again nor fill a stack.
  private static final Pattern WHOLE_TAG =
      Pattern.compile(
          "(?:<[A-Za-z][A-Za-z0-9-]*+"
              + "(?:[ \\t]++[A-Za-z_:][A-Za-z0-9_.:-]*+"
              + "(?:[ \\t]*+=[ \\t]*+(?:[^ \\t\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+)*+"
              + "[ \\t]*+/?+>"
              + "|</[A-Za-z][A-Za-z0-9-]*+[ \\t]*+>)[ \\t]*+");

  /** Begins at a line that opens HTML. */
  static final class Start implements BlockParserFactory {

    @Override
    public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
      CharSequence line = state.getLine().getContent();
      int at = state.getNextNonSpaceIndex();
      if (state.getIndent() >= 4 || at >= line.length() || line.charAt(at) != '<') {
        return BlockStart.none();
      }
      boolean inText =
          matched.getMatchedBlockParser().getBlock() instanceof Paragraph
              || state.getActiveBlockParser().canHaveLazyContinuationLines();
      List<String> ends = ends(line.subSequence(at, line.length()).toString(), inText);
      return ends == null
          ? BlockStart.none()
          : BlockStart.of(new HtmlParser(ends)).atIndex(state.getIndex());
    }
  }

  /** What the last line of the block that the text begins contains; null: no HTML begins. */
  private static @Nullable List<String> ends(String text, boolean inText) {
    if (text.startsWith("<!--")) {
      return List.of("-->");
    }
    if (text.startsWith("<?")) {
      return List.of("?>");
    }
    if (text.startsWith("<![CDATA[")) {
      return List.of("]]>");
    }
    if (text.startsWith("<!") && text.length() > 2 && isLetter(text.charAt(2))) {
      return List.of(">");
    }
    Matcher tag = TAG.matcher(text);
    if (tag.lookingAt()) {
      String name = tag.group("name").toLowerCase(Locale.ROOT);
      if (BLOCKS.contains(name)) {
        return BLANK_LINE;
      }
      if (RAW.contains(name) && !text.startsWith("</")) {
        return RAW_ENDS;
      }
    }
    return !inText && WHOLE_TAG.matcher(text).matches() ? BLANK_LINE : null;
  }

  private static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static final class HtmlParser extends AbstractBlockParser {

    private final HtmlLines block = new HtmlLines();
    private final List<String> ends;
    private boolean ended;

    HtmlParser(List<String> ends) {
      this.ends = ends;
    }

    @Override
    public Block getBlock() {
      return block;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
      return ended || (ends.equals(BLANK_LINE) && state.isBlank())
          ? BlockContinue.none()
          : BlockContinue.atIndex(state.getIndex());
    }

    @Override
    public void addLine(SourceLine line) {
      String text = line.getContent().toString().toLowerCase(Locale.ROOT);
      ended = ends.stream().anyMatch(end -> text.contains(end.toLowerCase(Locale.ROOT)));
    }
  }
}
