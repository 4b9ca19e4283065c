package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Minutes;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

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

  /** The document of a meeting that a template gives. */
  static String filled(String template, MeetingId meeting) {
    return template.replace(DATE, meeting.date().toString());
  }
}
