package io.minutebook.markdown;

import io.minutebook.minutes.Content;
import io.minutebook.minutes.TableKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a document was read as.
 *
 * @param entriesByKind how many entries of each kind it has, by the names that the kinds have in
 *     JSON
 * @param unrecognised what looks like something typed and could not be read as such, in order
 */
public record ReadingReport(
    SortedMap<String, Integer> entriesByKind, List<Unrecognised> unrecognised) {

  /** A report is read, not kept: longer texts are cut off. */
  private static final int LONGEST = 500;

  public ReadingReport {
    entriesByKind = Collections.unmodifiableSortedMap(new TreeMap<>(entriesByKind));
    unrecognised = List.copyOf(unrecognised);
  }

  /** Reads a document and says what it found. */
  public static ReadingReport of(String document) {
    Walk walk = new Walk();
    walk.entries(MarkdownReader.read(document), Where.TOP, null, List.of());
    return new ReadingReport(walk.kinds, walk.found);
  }

  /** The name of a kind of content, as its JSON has it. */
  private static String kind(Content content) {
    return switch (content) {
      case Content.Title ignored -> "title";
      case Content.Coordinates ignored -> "coordinates";
      case Content.Attendance ignored -> "attendance";
      case Content.Section ignored -> "section";
      case Content.Note ignored -> "note";
      case Content.Nothing ignored -> "nothing";
      case Content.Announcement ignored -> "announcement";
      case Content.Duty ignored -> "duty";
      case Content.QueueCount ignored -> "queueCount";
      case Content.Table ignored -> "table";
      case Content.TicketCount ignored -> "ticketCount";
      case Content.ReleaseTickets ignored -> "releaseTickets";
      case Content.Release ignored -> "release";
      case Content.Row ignored -> "row";
      case Content.Support ignored -> "support";
      case Content.Action ignored -> "action";
      case Content.Decision ignored -> "decision";
      case Content.ListedPackage ignored -> "package";
    };
  }

  private static final class Walk {

    final SortedMap<String, Integer> kinds = new TreeMap<>();
    final List<Unrecognised> found = new ArrayList<>();

    /** The line that the next source begins in. */
    private int line = 1;

    void entries(
        List<DocumentEntry> entries, Where begin, @Nullable TableKind table, List<String> path) {
      Where where = begin;
      for (DocumentEntry entry : entries) {
        Content content = entry.content();
        kinds.merge(kind(content), 1, Integer::sum);
        int lineOfText = line + breaks(entry.source(), textBegin(entry.source()));
        line += breaks(entry.source(), entry.source().length());
        Where here = where;
        Doubts.about(entry, here, table)
            .ifPresent(
                reason ->
                    found.add(new Unrecognised(lineOfText, path, text(entry.source()), reason)));
        switch (content) {
          case Content.Title title -> where = where.titled(title.text());
          case Content.Section section ->
              entries(entry.children(), where.in(section.title()), null, in(path, section));
          case Content.Table c ->
              entries(entry.children(), where.under(content), c.tableKind(), path);
          default -> entries(entry.children(), where.under(content), null, path);
        }
      }
    }

    private static List<String> in(List<String> path, Content.Section section) {
      List<String> longer = new ArrayList<>(path);
      longer.add(section.title());
      return List.copyOf(longer);
    }

    private static String text(String source) {
      String text = source.strip();
      return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    private static int textBegin(String source) {
      int begin = 0;
      while (begin < source.length() && Character.isWhitespace(source.charAt(begin))) {
        begin++;
      }
      return begin;
    }

    /** The line breaks before an offset, each as {@code \n}, {@code \r} or both. */
    private static int breaks(String source, int until) {
      int breaks = 0;
      for (int i = 0; i < until; i++) {
        char c = source.charAt(i);
        boolean half = c == '\r' && i + 1 < source.length() && source.charAt(i + 1) == '\n';
        breaks += c == '\n' || (c == '\r' && !half) ? 1 : 0;
      }
      return breaks;
    }
  }
}
