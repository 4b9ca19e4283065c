package io.minutebook.cli;

import io.minutebook.cli.MomentOptions.By;
import io.minutebook.cli.client.Queries;
import io.minutebook.event.MeetingId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A moment in the life of some minutes, as people write it. */
final class MomentText {

  /** For {@code --help}. */
  static final String FORMS =
      "a version (from 0), an instant (2026-03-02T10:00:00Z), a day (2026-03-02: its end, UTC),"
          + " an imported revision (a commit's id, or its first 4 characters or more), or 'published'";

  private static final Pattern VERSION = Pattern.compile("0|[1-9]\\d{0,8}");
  private static final Pattern INSTANT = Pattern.compile("\\d{4}-.*");
  private static final Pattern REVISION = Pattern.compile("[0-9a-fA-F]{4,39}");

  private static final String REVISIONS =
      """
      query($series: String!, $date: String!) {
        meeting(series: $series, date: $date) { revisions { revision } }
      }
      """;

  private final Queries queries;
  private final MeetingId meeting;
  private final By by;

  MomentText(Queries queries, MeetingId meeting, By by) {
    this.queries = queries;
    this.meeting = meeting;
    this.by = by;
  }

  /**
   * The moment as a {@code MomentInput}: one field with its value.
   *
   * @throws CannotRun if several revisions begin so, or it looks like an instant and is none
   */
  Map.Entry<String, Object> read(String text) {
    if (text.equalsIgnoreCase("published")) {
      return Map.entry("published", true);
    }
    if (VERSION.matcher(text).matches()) {
      return Map.entry("version", Integer.parseInt(text));
    }
    Optional<Instant> instant = instant(text, true);
    if (instant.isEmpty() && INSTANT.matcher(text).matches()) {
      throw new CannotRun(
          "'%s' is neither a day (2026-03-02) nor an instant (2026-03-02T10:00:00Z)."
              .formatted(text));
    }
    return instant
        .<Map.Entry<String, Object>>map(
            at -> Map.entry(by == By.RECORDED ? "at" : "occurredAt", at.toString()))
        .orElseGet(() -> Map.entry("revision", revision(text)));
  }

  /**
   * An instant, or a day in UTC.
   *
   * @param end whether a day means its end, and not its beginning
   */
  static Optional<Instant> instant(String text, boolean end) {
    try {
      if (text.contains("T") || text.contains("t")) {
        return Optional.of(OffsetDateTime.parse(text).toInstant());
      }
      LocalDate day = LocalDate.parse(text);
      return Optional.of(
          end
              ? day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1)
              : day.atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The whole name of a revision whose beginning is given. */
  private String revision(String text) {
    if (!REVISION.matcher(text).matches()) {
      return text;
    }
    List<String> all =
        queries
            .ask(REVISIONS, Map.of("series", meeting.series().slug(), "date", meeting.day()))
            .path("meeting")
            .path("revisions")
            .valueStream()
            .map(it -> it.path("revision").asString())
            .filter(it -> it.regionMatches(true, 0, text, 0, text.length()))
            .toList();
    if (all.size() > 1) {
      throw new CannotRun(
          "%d revisions of %s begin with %s: give more of it."
              .formatted(all.size(), meeting, text));
    }
    return all.isEmpty() ? text : all.getFirst();
  }
}
