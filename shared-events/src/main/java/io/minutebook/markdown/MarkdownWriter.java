package io.minutebook.markdown;

import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Outline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes minutes as Markdown: an entry with a source exactly as that stands, any other in the
 * canonical form, which {@link MarkdownReader} reads back to the same fields.
 */
public final class MarkdownWriter {

  /** What would begin a block of its own if it stood at the begin of a continuation line. */
  private static final Pattern BLOCK_START =
      Pattern.compile(
          "#{1,6}(?:\\s.*|$)|>.*|```.*|~~~.*|[-*+](?:\\s.*|$)|\\d+[.)](?:\\s.*|$)|[-=*_\\s]+|<.*|.*\\|.*|\\[[^\\]]*\\]:.*");

  private final Outline outline;
  private final Neighbours neighbours;

  private MarkdownWriter(Outline outline, boolean asNeighbours) {
    this.outline = outline;
    this.neighbours = new Neighbours(outline, asNeighbours);
  }

  /** What one entry is written as; those of all entries in order concatenate to the document. */
  public record Piece(EntryId entry, String text) {}

  /** The whole document. */
  public static String write(Minutes minutes) {
    StringBuilder document = new StringBuilder();
    for (Piece piece : pieces(minutes)) {
      document.append(piece.text());
    }
    return document.toString();
  }

  /** The whole document, entry by entry. */
  public static List<Piece> pieces(Minutes minutes) {
    MarkdownWriter writer = null;
    List<Piece> pieces = new ArrayList<>();
    Entry previous = null;
    for (Entry entry : minutes.outline().inOrder()) {
      String source = entry.source();
      if (source == null) {
        writer = writer == null ? new MarkdownWriter(minutes.outline(), true) : writer;
        source = writer.render(entry, previous);
      }
      pieces.add(new Piece(entry.id(), source));
      previous = entry;
    }
    return pieces;
  }

  /**
   * The source of an entry that has none or whose fields have changed since: in the layout and the
   * wording of {@code old}, its source before, or else of the nearest entry like it.
   */
  public static String render(Minutes minutes, EntryId id, @Nullable String old) {
    MarkdownWriter writer = new MarkdownWriter(minutes.outline(), true);
    return old == null ? writer.fresh(id) : writer.relaid(minutes.outline().get(id), old);
  }

  /** The source of an entry that has none, in the canonical layout whatever its neighbours have. */
  public static String renderPlainly(Minutes minutes, EntryId id) {
    return new MarkdownWriter(minutes.outline(), false).fresh(id);
  }

  private String fresh(EntryId id) {
    Entry entry = outline.get(id);
    Entry previous = neighbours.before(id);
    String rendered = render(entry, previous);
    boolean openLine =
        previous != null
            && previous.source() != null
            && !previous.source().isEmpty()
            && !previous.source().endsWith("\n")
            && !previous.source().endsWith("\r");
    return openLine ? neighbours.lineBreak(entry) + rendered : rendered;
  }

  private String render(Entry entry, @Nullable Entry previous) {
    Content content = entry.content();
    String rendered =
        switch (content) {
          case Content.Title c -> (previous == null ? "" : "\n") + "# " + c.text() + "\n";
          case Content.Section c ->
              headingLead(entry, c, previous) + "#".repeat(c.level()) + " " + c.title() + "\n";
          case Content.Table c -> table(entry, c);
          case Content.TicketCount ignored -> row(entry);
          case Content.ReleaseTickets ignored -> row(entry);
          case Content.Release ignored -> row(entry);
          case Content.Row ignored -> row(entry);
          case Content.Coordinates ignored -> text(entry, previous);
          case Content.Attendance ignored -> text(entry, previous);
          case Content.Note ignored -> text(entry, previous);
          case Content.Nothing ignored -> text(entry, previous);
          case Content.Announcement ignored -> text(entry, previous);
          case Content.Duty ignored -> text(entry, previous);
          case Content.QueueCount ignored -> text(entry, previous);
          case Content.Support ignored -> text(entry, previous);
          case Content.Action ignored -> text(entry, previous);
          case Content.Decision ignored -> text(entry, previous);
          case Content.ListedPackage ignored -> text(entry, previous);
        };
    String lineBreak = neighbours.lineBreak(entry);
    return lineBreak.equals("\n") ? rendered : rendered.replace("\n", lineBreak);
  }

  /** As many blank lines as before the nearest heading of the same level, at least one. */
  private String headingLead(Entry entry, Content.Section section, @Nullable Entry previous) {
    if (previous == null) {
      return "";
    }
    long blank =
        neighbours
            .anywhere(
                entry,
                other ->
                    other.content() instanceof Content.Section s && s.level() == section.level())
            .map(other -> layout(other).lead().lines().count())
            .orElse(2L);
    return "\n".repeat(Math.clamp(blank, 1, 3));
  }

  private static Layout layout(Entry entry) {
    String source = entry.source();
    return Layout.of(source == null ? "" : source);
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
    List<String> cells = cells(entry);
    Optional<Layout> model = neighbours.sibling(entry);
    if (model.isPresent()) {
      Layout row = model.get();
      return row.indent() + TableCells.replace(row.body(), cells) + row.trailing() + "\n";
    }
    return " ".repeat(indentOf(entry)) + CanonicalText.row(cells) + "\n";
  }

  private String text(Entry entry, @Nullable Entry previous) {
    Optional<Entry> like = neighbours.like(entry);
    String text =
        like.map(model -> Wording.like(layout(model).text(), entry.content()))
            .orElseGet(() -> CanonicalText.of(entry.content()));
    // Blanks at the end of a line are layout as long as the block ends there.
    String end =
        like.filter(model -> model.children().isEmpty() && entry.children().isEmpty())
                .map(model -> layout(model).trailing())
                .orElse("")
            + "\n";
    int indent = indentOf(entry);
    if (!entry.form().isItem()) {
      String lead = previous == null ? "" : "\n";
      return lead + lines(text, indent, indent, entry.form().equals(Form.VERBATIM)) + end;
    }
    String lead = continuesList(entry, previous) && !neighbours.areLoose(entry) ? "" : "\n";
    String marker = entry.form().isNumbered() ? entry.form().name() : "-";
    String gap = " ".repeat(Math.max(1, 4 - marker.length()));
    Optional<Layout> sibling = neighbours.sibling(entry).filter(Layout::isItem);
    if (sibling.isPresent()) {
      indent = Lines.indent(sibling.get().indent());
    }
    Optional<Layout> model = sibling.or(() -> bullet(entry));
    if (model.isPresent() && !entry.form().isNumbered() && model.get().marker().length() == 1) {
      marker = model.get().marker();
      gap = model.get().gap().isEmpty() ? gap : model.get().gap();
    }
    if (text.isEmpty()) {
      return lead + " ".repeat(indent) + marker + "\n";
    }
    int content = indent + marker.length() + gap.length();
    return lead + " ".repeat(indent) + marker + gap + lines(text, 0, content, false) + end;
  }

  /** The layout of the nearest item with a bullet, where an entry has no sibling to go by. */
  private Optional<Layout> bullet(Entry entry) {
    return neighbours
        .anywhere(entry, other -> other.form().equals(Form.BULLET) && layout(other).isItem())
        .map(MarkdownWriter::layout);
  }

  /**
   * Whether no blank line is due before an item: its list, or the text that it is under, goes on.
   */
  private boolean continuesList(Entry entry, @Nullable Entry previous) {
    if (previous == null) {
      return true;
    }
    EntryId parent = entry.parent();
    Entry before = neighbours.siblingBefore(entry);
    if (before != null) {
      Form form = before.form();
      return form.isItem() && form.isNumbered() == entry.form().isNumbered();
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
      return parent.source() == null ? indentOf(parent) : Lines.indent(layout(parent).indent());
    }
    if (parent.source() != null) {
      Layout above = layout(parent);
      int indent = Lines.indent(above.indent());
      if (parent.form().isItem() && above.isItem()) {
        // At least four, if the document does not show less: some renderers take less for no
        // nesting at all.
        return Math.max(above.column(), indent + neighbours.step(entry).orElse(4));
      }
      return indent + 4;
    }
    int own = indentOf(parent);
    return parent.form().isNumbered()
        ? own + Math.max(4, parent.form().name().length() + 1)
        : own + 4;
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

  /** What the entry says now, in the layout and the wording of its source before. */
  private String relaid(Entry entry, String old) {
    Layout was = Layout.of(old);
    String lineBreak = Layout.lineBreak(old).orElseGet(() -> neighbours.lineBreak(entry));
    String tail = old.isBlank() ? lineBreak : was.tail();
    String begin = was.lead() + was.indent();
    Content content = entry.content();
    return begin
        + switch (content) {
          case Content.Title title -> "# " + title.text();
          case Content.Section section -> "#".repeat(section.level()) + " " + section.title();
          case Content.TicketCount ignored -> TableCells.replace(row(was), cells(entry));
          case Content.ReleaseTickets ignored -> TableCells.replace(row(was), cells(entry));
          case Content.Release ignored -> TableCells.replace(row(was), cells(entry));
          case Content.Row ignored -> TableCells.replace(row(was), cells(entry));
          default -> text(entry, was).replace("\n", lineBreak);
        }
        + tail;
  }

  private static String row(Layout was) {
    return was.marker() + was.gap() + was.body();
  }

  private List<String> cells(Entry row) {
    EntryId parent = row.parent();
    List<String> header =
        parent != null && outline.get(parent).content() instanceof Content.Table table
            ? table.header()
            : CanonicalText.PLAN_COLUMNS;
    return CanonicalText.cells(row.content(), header);
  }

  private static String text(Entry entry, Layout was) {
    String text = Wording.like(was.text(), entry.content());
    if (entry.form().isItem() && was.isItem()) {
      String gap = was.gap().isEmpty() ? " " : was.gap();
      return was.marker() + (text.isEmpty() ? "" : gap + lines(text, 0, was.column(), false));
    }
    return lines(text, 0, Lines.indent(was.indent()), entry.form().equals(Form.VERBATIM));
  }
}
