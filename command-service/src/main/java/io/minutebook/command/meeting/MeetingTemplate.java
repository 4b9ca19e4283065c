package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.markdown.MarkdownReader;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Series;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The document that the minutes of a series begin with, in which {@code {date}} is their day. */
public final class MeetingTemplate {

  private static final String DATE = "{date}";
  private static final LocalDate SOME_DAY = LocalDate.of(2000, 1, 3);

  private MeetingTemplate() {}

  /**
   * The template as it is kept.
   *
   * @throws Refusal if minutes could not begin with it
   */
  public static String checked(String field, SeriesId series, String markdown) {
    String template = markdown.replace("\r\n", "\n").stripTrailing() + "\n";
    if (template.getBytes(StandardCharsets.UTF_8).length > Texts.LONGEST) {
      throw Refusal.invalid(field, "It is over the limit of 64 KiB.");
    }
    MeetingId meeting = new MeetingId(series, SOME_DAY, 1);
    try {
      MeetingDecider.decideDocument(Minutes.NONE, meeting, filled(template, meeting));
    } catch (Refusal refusal) {
      throw new Refusal(refusal.kind(), field, String.valueOf(refusal.getMessage()));
    }
    return template;
  }

  /**
   * The document that the minutes of a meeting begin with: the series' template, or its standing
   * sections if it has none.
   *
   * @param title the title, if not the usual one
   */
  static String document(Series series, MeetingId meeting, @Nullable String title) {
    String template = series.template();
    String document = filled(template == null ? sections(series) : template, meeting);
    return title == null ? document : titled(document, title);
  }

  private static String filled(String template, MeetingId meeting) {
    return template.replace(DATE, meeting.date().toString());
  }

  private static String sections(Series series) {
    StringBuilder template = new StringBuilder("# " + series.name() + ", " + DATE + "\n");
    series.sections().forEach(title -> template.append("\n\n## ").append(title).append('\n'));
    return template.toString();
  }

  /** The document with another title in the place of its own. */
  private static String titled(String document, String title) {
    int at = 0;
    for (DocumentEntry entry : MarkdownReader.read(document)) {
      if (entry.content() instanceof Content.Title) {
        String source = entry.source();
        String tail = source.substring(source.stripTrailing().length());
        String lead = source.substring(0, source.length() - source.stripLeading().length());
        return document.substring(0, at)
            + lead
            + "# "
            + title
            + tail
            + document.substring(at + source.length());
      }
      at += lengthOf(entry);
    }
    return document;
  }

  private static int lengthOf(DocumentEntry entry) {
    int length = entry.source().length();
    for (DocumentEntry child : entry.children()) {
      length += lengthOf(child);
    }
    return length;
  }
}
