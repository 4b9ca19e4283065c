package io.minutebook.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Documents of any size that are hard on a parser, by name. */
final class HostileShapes {

  private HostileShapes() {}

  private static final String HEAD = "# Crew\n\n";

  static Map<String, IntFunction<String>> all() {
    Map<String, IntFunction<String>> shapes = new LinkedHashMap<>();
    repeated(shapes);
    nested(shapes);
    tables(shapes);
    definitionsAndHtml(shapes);
    habits(shapes);
    return shapes;
  }

  /** A text over and over, up to a size. */
  static String many(String text, int size) {
    return text.repeat(Math.max(1, size / text.length()));
  }

  private static String numbered(int size, IntFunction<String> line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < size; i++) {
      text.append(line.apply(i));
    }
    return text.toString();
  }

  private static void repeated(Map<String, IntFunction<String>> shapes) {
    for (String text :
        new String[] {
          "#",
          "#\n",
          "# a\n## b\n###### c\n",
          "a\n",
          "1a\n",
          "  *\u00a0a\n",
          "|\n",
          "a|b\n",
          "[a\n",
          "!\n",
          "[",
          "```\n",
          "`",
          "~~~ a\n",
          "<div>\n\n",
          "<!--\n",
          "<!--",
          "<a b=\"\n",
          "<",
          "*a_ ",
          "*",
          "_ ",
          "[a](",
          "![",
          "&amp;&#x2014;",
          "\\",
          "***\n",
          "-",
          "a\n=\n",
          "=",
          "=\n",
          "- a\n",
          "- a\n\n",
          "-\n",
          "1",
          "- a\n+ b\n",
          "\n",
          " ",
          "\t",
          "\ta\n",
          "    a\n",
          "    a\n     b\n",
          "    a\n\n",
          "a\r",
          "- a\r\n",
          "a\r\r\n",
          "\0",
          "\u2028",
          "\u00a0",
          "\u3000a\n",
          "word ",
          "\ufeff",
          "\ud83d\ude00",
          "\ud83d",
          "AI(",
          ".  ",
          "AI (a): b\n",
          "x.AI(a"
        }) {
      shapes.put("many '" + text + "'", size -> many(text, size));
    }
    shapes.put("an open fence", size -> "```\n" + many("a\n", size));
    shapes.put("a long item", size -> "- " + many("word ", size));
    shapes.put("a long setext heading", size -> many("1a\n", size) + "===\n");
    shapes.put("blank lines in an item", size -> "- a\n" + many("\n", size) + "  b\n");
    shapes.put("blank lines in code", size -> "    a\n" + many("\n", size) + "    b");
    shapes.put("numbers", size -> numbered(size, i -> i + ". a\n"));
    shapes.put("runs of ticks", size -> numbered(size, i -> "`".repeat(i % 100 + 1) + " "));
  }

  private static void nested(Map<String, IntFunction<String>> shapes) {
    shapes.put("bullets in a line", size -> many("- ", size) + "x");
    shapes.put("quotes in a line", size -> many(">", size) + "x");
    shapes.put("quotes, then text", size -> many(">", size / 2) + "x\n" + many("1a\n", size / 2));
    shapes.put("bullets, then blank lines", size -> many("- ", size / 2) + many("\n", size / 2));
    shapes.put("lists by two", size -> deep(size, "  ", "- a\n"));
    shapes.put("loose lists by two", size -> deep(size, "  ", "- a\n\n"));
    shapes.put("lists by one, below text", size -> "a\n" + deep(size, " ", "- a\n"));
    shapes.put("numbers by three", size -> deep(size, "   ", "1. a\n"));
    shapes.put("lists by tabs", size -> deep(size, "\t", "- a\n"));
    shapes.put("bullets set in, below text", size -> "a\n" + many("     - b\n      - c\n", size));
  }

  private static String deep(int size, String step, String item) {
    StringBuilder text = new StringBuilder();
    for (int level = 0; text.length() < size; level++) {
      text.append(step.repeat(level)).append(item);
    }
    return text.toString();
  }

  private static void tables(Map<String, IntFunction<String>> shapes) {
    shapes.put("a long table", size -> "|a|b|\n|-|-|\n" + many("|1|2|\n", size));
    shapes.put("a wide table of short rows", size -> wide("|a", size) + many("|a|\n", size / 3));
    shapes.put(
        "wide counts of short rows",
        size ->
            many("|a|&Delta;", size / 3)
                + "|Status|\n"
                + "|-".repeat(size / 3 / 10 * 2 + 1)
                + "|\n"
                + many("|1|2|\n", size / 3));
    shapes.put("bars", size -> "|a|b|\n|-|-|\n" + many("|", size));
    shapes.put("many tables", size -> many("|a|b|\n|-|-|\n|1|2|\n\n", size));
    shapes.put("escaped bars", size -> "|a|b|\n|-|-|\n" + many("\\|", size) + "|x|\n");
  }

  private static String wide(String cell, int size) {
    return many(cell, size / 3) + "|\n" + many("|-", size / 3) + "|\n";
  }

  private static void definitionsAndHtml(Map<String, IntFunction<String>> shapes) {
    shapes.put("definitions", size -> numbered(size, i -> "[a" + i + "]: b\n"));
    shapes.put("definitions, loose", size -> many("[a]: b\n\n", size));
    shapes.put("definitions with open titles", size -> many("[a]: b\n'c\n", size));
    shapes.put("a definition with a long title", size -> "[a]: b\n'" + many("1\n", size));
    shapes.put("a definition with a long label", size -> "[" + many("1\n", size));
    shapes.put("a tag with many attributes", size -> "<a" + many(" b=c", size) + ">\n");
    shapes.put("a tag with many names", size -> "<a" + many(" b", size) + "\n");
    shapes.put("a tag with many blanks", size -> "<a" + many(" ", size) + "b");
    shapes.put("a tag with an open quote", size -> "<a b=\"" + many("c ", size));
  }

  private static void habits(Map<String, IntFunction<String>> shapes) {
    shapes.put("actions within a line", size -> "- " + many("x.AI(a):b ", size));
    shapes.put("brackets of owners", size -> "- AI (" + many("(a)", size) + "): b");
    shapes.put("open brackets of owners", size -> "- AI (" + many("(a)", size));
    shapes.put("many owners", size -> "- AI (" + many("a, ", size) + "): b");
    shapes.put("blanks in an owner", size -> "- AI (a" + many(" ", size) + "b): c");
    shapes.put("a long owner", size -> "- AI (" + many("a", size) + "): b");
    shapes.put("an owner with many remarks", size -> "- AI (a " + many(" (b)", size) + "): c");
    shapes.put("actions in an item", size -> "- a\n" + many("  AI (b): c\n", size));
    shapes.put("a long site", size -> HEAD + "## Support\n\n- " + many("a ", size) + "(b): c");
    shapes.put("open sites", size -> HEAD + "## Support\n\n- " + many("a (b", size));
    shapes.put("helpers", size -> HEAD + "## Support\n\n- a (" + many("b,", size) + "): c");
    shapes.put("people", size -> HEAD + "**Attending:** " + many("ada, ", size));
    shapes.put("lines of people", size -> HEAD + "**Attending:** " + many("ada,\n", size));
    shapes.put("lines of the head", size -> HEAD + many("**A:** b\n", size));
    shapes.put("turns of duty", size -> HEAD + "## Duty\n\n" + many("- This week: Ada\n", size));
    shapes.put("a long name", size -> HEAD + "## Duty\n\n- This week: " + many("a", size));
    shapes.put("counts", size -> HEAD + "## Duty\n\n" + many("- 8 (+1) open tickets\n", size));
    shapes.put("announcements", size -> HEAD + "## Announcements\n\n" + many("- x\n", size));
    shapes.put(
        "packages",
        size -> HEAD + "## R\n\n- Ready for Testing\n" + many("    - 3.5\n        - x 1\n", size));
    shapes.put("decisions", size -> many("- Decision: x\n", size));
    shapes.put("a long address", size -> "Decision (supersedes " + many("a", size) + "): x");
    shapes.put("a decision of blanks", size -> "**Decision:**" + many(" ", size) + "x");
    shapes.put("nothing, at length", size -> "None" + many(" this week", size) + "x");
    shapes.put("a heading of number signs", size -> "# a" + many(" #", size));
    shapes.put("versions", size -> HEAD + "## Released\n\n- " + many("1.2/", size));
  }
}
