package io.minutebook.markdown;

import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Outline;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes minutes as Markdown: an entry with a source exactly as that stands, any other in the
 * canonical form, which {@link MarkdownReader} reads back to the same fields.
 */
public final class MarkdownWriter {

  /** How an item begins: its indent, its bullet or number, and the gap before its text. */
  private static final Pattern ITEM =
      Pattern.compile(
          "(?<lead>(?:[ \\t]*\\R)*)(?<indent>[ \\t]*)(?<marker>[-*+]|\\d{1,9}[.)])(?<gap>[ \\t]*)");

  private static final Pattern LEAD = Pattern.compile("(?<lead>(?:[ \\t]*\\R)*)(?<indent>[ \\t]*)");

  /** What would begin a block of its own if it stood at the begin of a continuation line. */
  private static final Pattern BLOCK_START =
      Pattern.compile(
          "#{1,6}(?:\\s.*|$)|>.*|```.*|~~~.*|[-*+](?:\\s.*|$)|\\d+[.)](?:\\s.*|$)|[-=*_\\s]+|<.*|.*\\|.*|\\[[^\\]]*\\]:.*");

  private final Outline outline;

  /** Whether an entry takes over how its neighbours are set. */
  private final boolean asNeighbours;

  private MarkdownWriter(Outline outline, boolean asNeighbours) {
    this.outline = outline;
    this.asNeighbours = asNeighbours;
  }

  /** The whole document. */
  public static String write(Minutes minutes) {
    MarkdownWriter writer = new MarkdownWriter(minutes.outline(), true);
    StringBuilder document = new StringBuilder();
    Entry previous = null;
    for (Entry entry : minutes.outline().inOrder()) {
      String source = entry.source();
      document.append(source != null ? source : writer.render(entry, previous));
      previous = entry;
    }
    return document.toString();
  }

  /**
   * The source of an entry that has none or whose fields have changed since: in the layout of
   * {@code old}, its source before, or else of its neighbours.
   */
  public static String render(Minutes minutes, EntryId id, @Nullable String old) {
    MarkdownWriter writer = new MarkdownWriter(minutes.outline(), true);
    return old == null ? writer.fresh(minutes, id) : writer.relaid(minutes.outline().get(id), old);
  }

  /** The source of an entry that has none, in the canonical layout whatever its neighbours have. */
  public static String renderPlainly(Minutes minutes, EntryId id) {
    return new MarkdownWriter(minutes.outline(), false).fresh(minutes, id);
  }

  private String fresh(Minutes minutes, EntryId id) {
    Entry entry = outline.get(id);
    Entry previous = null;
    for (Entry at : minutes.outline().inOrder()) {
      if (at.id().equals(id)) {
        break;
      }
      previous = at;
    }
    String rendered = render(entry, previous);
    boolean openLine =
        previous != null
            && previous.source() != null
            && !previous.source().isEmpty()
            && !previous.source().endsWith("\n")
            && !previous.source().endsWith("\r");
    return openLine ? "\n" + rendered : rendered;
  }

  private String render(Entry entry, @Nullable Entry previous) {
    Content content = entry.content();
    return switch (content) {
      case Content.Title c -> (previous == null ? "" : "\n") + "# " + c.text() + "\n";
      case Content.Section c ->
          (previous == null ? "" : "\n\n") + "#".repeat(c.level()) + " " + c.title() + "\n";
      case Content.Table c -> table(entry, c);
      case Content.TicketCount c -> row(entry);
      case Content.ReleaseTickets c -> row(entry);
      case Content.Release c -> row(entry);
      case Content.Row c -> row(entry);
      case Content.Coordinates c -> text(entry, previous);
      case Content.Attendance c -> text(entry, previous);
      case Content.Note c -> text(entry, previous);
      case Content.Nothing c -> text(entry, previous);
      case Content.Announcement c -> text(entry, previous);
      case Content.Duty c -> text(entry, previous);
      case Content.QueueCount c -> text(entry, previous);
      case Content.Support c -> text(entry, previous);
      case Content.Action c -> text(entry, previous);
      case Content.Decision c -> text(entry, previous);
      case Content.ListedPackage c -> text(entry, previous);
    };
  }

  private String table(Entry entry, Content.Table table) {
    String indent = " ".repeat(indentOf(entry));
    StringBuilder head = new StringBuilder("\n");
    head.append(indent).append(CanonicalText.row(table.header())).append('\n');
    head.append(indent).append('|');
    for (String cell : table.header()) {
      head.append(' ').append("-".repeat(Math.max(3, cell.length()))).append(" |");
    }
    return head.append('\n').toString();
  }

  private String row(Entry entry) {
    EntryId parent = entry.parent();
    List<String> header =
        parent != null && outline.get(parent).content() instanceof Content.Table table
            ? table.header()
            : CanonicalText.PLAN_COLUMNS;
    List<String> cells = CanonicalText.cells(entry.content(), header);
    Optional<String> model = siblingSource(entry).map(source -> source.replaceAll("[\\r\\n]", ""));
    if (model.isPresent()) {
      return TableCells.replace(model.get(), cells) + "\n";
    }
    return " ".repeat(indentOf(entry)) + CanonicalText.row(cells) + "\n";
  }

  private String text(Entry entry, @Nullable Entry previous) {
    String text = CanonicalText.of(entry.content());
    int indent = indentOf(entry);
    if (!entry.form().isItem()) {
      String lead = previous == null ? "" : "\n";
      return lead + lines(text, indent, indent, entry.form().equals(Form.VERBATIM)) + "\n";
    }
    String lead = continuesList(entry, previous) ? "" : "\n";
    String marker = entry.form().isNumbered() ? entry.form().name() : "-";
    String gap = " ".repeat(Math.max(1, 4 - marker.length()));
    Optional<Matcher> model = siblingSource(entry).map(ITEM::matcher).filter(Matcher::lookingAt);
    if (model.isPresent()) {
      indent = Lines.indent(model.get().group("indent"));
      if (!entry.form().isNumbered() && model.get().group("marker").length() == 1) {
        marker = model.get().group("marker");
        gap = model.get().group("gap").isEmpty() ? gap : model.get().group("gap");
      }
    }
    if (text.isEmpty()) {
      return lead + " ".repeat(indent) + marker + "\n";
    }
    int content = indent + marker.length() + gap.length();
    return lead + " ".repeat(indent) + marker + gap + lines(text, 0, content, false) + "\n";
  }

  /** The source of the nearest sibling that is an entry of the same layout. */
  private Optional<String> siblingSource(Entry entry) {
    if (!asNeighbours) {
      return Optional.empty();
    }
    List<EntryId> siblings = outline.childrenOf(entry.parent());
    int index = siblings.indexOf(entry.id());
    for (int distance = 1; distance < siblings.size(); distance++) {
      for (int at : new int[] {index - distance, index + distance}) {
        if (at >= 0 && at < siblings.size()) {
          Entry sibling = outline.get(siblings.get(at));
          if (sibling.source() != null && sibling.form().isItem() == entry.form().isItem()) {
            return Optional.of(sibling.source());
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether no blank line is due before an item: its list, or the text that it is under, goes on.
   */
  private boolean continuesList(Entry entry, @Nullable Entry previous) {
    if (previous == null) {
      return true;
    }
    EntryId parent = entry.parent();
    List<EntryId> siblings = outline.childrenOf(parent);
    int index = siblings.indexOf(entry.id());
    if (index > 0) {
      Form before = outline.get(siblings.get(index - 1)).form();
      return before.isItem() && before.isNumbered() == entry.form().isNumbered();
    }
    return parent != null && !(outline.get(parent).content() instanceof Content.Section);
  }

  /** The column at which an entry's block begins. */
  private int indentOf(Entry entry) {
    EntryId parentId = entry.parent();
    if (parentId == null) {
      return 0;
    }
    Entry parent = outline.get(parentId);
    if (parent.content() instanceof Content.Section) {
      return 0;
    }
    if (parent.content() instanceof Content.Table) {
      return parent.source() == null ? indentOf(parent) : firstIndent(parent.source());
    }
    if (parent.source() != null) {
      Matcher item = ITEM.matcher(parent.source());
      if (parent.form().isItem() && item.lookingAt()) {
        int content = item.end() - item.group("lead").length();
        // At least four: some renderers take less for no nesting at all.
        return Math.max(content, Lines.indent(item.group("indent")) + 4);
      }
      return firstIndent(parent.source()) + 4;
    }
    int own = indentOf(parent);
    return parent.form().isNumbered()
        ? own + Math.max(4, parent.form().name().length() + 1)
        : own + 4;
  }

  private static int firstIndent(String source) {
    Matcher lead = LEAD.matcher(source);
    return lead.lookingAt() ? Lines.indent(lead.group("indent")) : 0;
  }

  private static String lines(String text, int firstIndent, int indent, boolean verbatim) {
    StringBuilder written = new StringBuilder();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      if (i > 0) {
        written.append('\n');
      }
      if (!line.isEmpty()) {
        boolean guarded = i > 0 && !verbatim && BLOCK_START.matcher(line).matches();
        written
            .append(" ".repeat((i == 0 ? firstIndent : indent) + (guarded ? 4 : 0)))
            .append(line);
      }
    }
    return written.toString();
  }

  /** The entry's text now, in the layout of its source before. */
  private String relaid(Entry entry, String old) {
    String tail = old.isBlank() ? "\n" : old.substring(old.stripTrailing().length());
    Content content = entry.content();
    Matcher lead = LEAD.matcher(old);
    String before = lead.lookingAt() ? lead.group("lead") : "";
    String indent = lead.lookingAt() ? lead.group("indent") : "";
    if (content instanceof Content.Title title) {
      return before + indent + "# " + title.text() + tail;
    }
    if (content instanceof Content.Section section) {
      return before + indent + "#".repeat(section.level()) + " " + section.title() + tail;
    }
    if (content instanceof Content.TicketCount
        || content instanceof Content.ReleaseTickets
        || content instanceof Content.Release
        || content instanceof Content.Row) {
      EntryId parent = entry.parent();
      List<String> header =
          parent != null && outline.get(parent).content() instanceof Content.Table table
              ? table.header()
              : CanonicalText.PLAN_COLUMNS;
      String line = old.strip();
      return before
          + indent
          + TableCells.replace(line, CanonicalText.cells(content, header))
          + tail;
    }
    String text = CanonicalText.of(content);
    Matcher item = ITEM.matcher(old);
    if (entry.form().isItem() && item.lookingAt()) {
      String marker = item.group("marker");
      String gap = item.group("gap").isEmpty() ? " " : item.group("gap");
      int column = Lines.indent(item.group("indent")) + marker.length() + gap.length();
      String body = text.isEmpty() ? "" : gap + lines(text, 0, column, false);
      return before + item.group("indent") + marker + body + tail;
    }
    return before
        + indent
        + lines(text, 0, Lines.indent(indent), entry.form().equals(Form.VERBATIM))
        + tail;
  }
}
