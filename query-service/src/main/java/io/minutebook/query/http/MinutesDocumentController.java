package io.minutebook.query.http;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.query.audit.MinutesAsOf;
import io.minutebook.query.audit.Moment;
import io.minutebook.query.view.BadArgument;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.TimeKind;
import io.minutebook.query.view.Views;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The minutes of a meeting, as a Markdown document or as JSON; the version is the {@code ETag}. */
@RestController
class MinutesDocumentController {

  private static final MediaType MARKDOWN =
      new MediaType("text", "markdown", StandardCharsets.UTF_8);

  private static final String PUBLISHED = "published";

  private final MinutesAsOf minutes;
  private final Freshness freshness;
  private final MeetingJson meetings;
  private final JsonMapper json;

  MinutesDocumentController(
      Views views, Freshness freshness, MeetingJson meetings, JsonMapper json) {
    this.minutes = new MinutesAsOf(views);
    this.freshness = freshness;
    this.meetings = meetings;
    this.json = json;
  }

  @GetMapping(path = "/meetings/{series}/{day}/minutes", produces = "text/markdown;charset=UTF-8")
  ResponseEntity<byte[]> minutes(
      @PathVariable String series,
      @PathVariable String day,
      @RequestParam @Nullable String asOf,
      @RequestParam @Nullable String asOfTime,
      @RequestParam @Nullable Long asOfVersion,
      @RequestParam @Nullable String asOfRevision,
      @RequestParam @Nullable List<String> atLeast,
      Authentication who) {
    StoredMinutes found =
        find(meeting(series, day), asOf, asOfTime, asOfVersion, asOfRevision, atLeast, who);
    return answer(
        found, MARKDOWN, MarkdownWriter.write(found.minutes()).getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping(path = "/meetings/{series}/{day}", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> meeting(
      @PathVariable String series,
      @PathVariable String day,
      @RequestParam @Nullable String asOf,
      @RequestParam @Nullable String asOfTime,
      @RequestParam @Nullable Long asOfVersion,
      @RequestParam @Nullable String asOfRevision,
      @RequestParam @Nullable List<String> atLeast,
      Authentication who) {
    StoredMinutes found =
        find(meeting(series, day), asOf, asOfTime, asOfVersion, asOfRevision, atLeast, who);
    return answer(found, MediaType.APPLICATION_JSON, json.writeValueAsBytes(meetings.of(found)));
  }

  private StoredMinutes find(
      MeetingId meeting,
      @Nullable String asOf,
      @Nullable String asOfTime,
      @Nullable Long asOfVersion,
      @Nullable String asOfRevision,
      @Nullable List<String> atLeast,
      Authentication who) {
    boolean published = PUBLISHED.equals(asOf);
    Moment moment =
        Moment.of(
            asOf == null || published ? null : read("asOf", () -> instant(asOf)),
            asOfTime == null ? TimeKind.RECORDED : read("asOfTime", () -> timeKind(asOfTime)),
            asOfVersion,
            asOfRevision,
            published);
    if (moment.isHistory() && !Roles.maySeeHistory(who)) {
      throw new AccessDeniedException(
          "earlier versions may be read by the roles scribe, auditor and admin");
    }
    freshness.await(atLeast);
    return minutes.find(meeting, moment).orElseThrow(() -> new NoSuchMinutes(meeting, moment));
  }

  /** The caller may keep it, but asks each time whether it is still so. */
  private static ResponseEntity<byte[]> answer(StoredMinutes found, MediaType type, byte[] body) {
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.noCache().cachePrivate())
        .eTag("\"" + found.version() + "\"")
        .body(body);
  }

  private static MeetingId meeting(String series, String day) {
    SeriesId slug = read("series", () -> new SeriesId(series));
    return read("day", () -> MeetingId.of(slug, day));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "minutes are given as of 'published' or an instant such as 2020-05-04T09:30:00Z, not '"
              + text
              + "'",
          e);
    }
  }

  private static TimeKind timeKind(String text) {
    return switch (text) {
      case "recorded" -> TimeKind.RECORDED;
      case "occurred" -> TimeKind.OCCURRED;
      default ->
          throw new IllegalArgumentException("it is 'recorded' or 'occurred', not '" + text + "'");
    };
  }

  private static <T> T read(String argument, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw new BadArgument(argument, String.valueOf(e.getMessage()));
    }
  }

  /** There are no such minutes, or not in that version. */
  static final class NoSuchMinutes extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSuchMinutes(MeetingId meeting, Moment moment) {
      super(
          switch (moment) {
            case Moment.Now _ -> "there are no minutes of " + meeting;
            case Moment.Published _ -> "the minutes of " + meeting + " were never published";
            case Moment.Version(long version) ->
                "the minutes of " + meeting + " have no version " + version;
            case Moment.Revision(String id) ->
                "the minutes of " + meeting + " have nothing from a revision " + id;
            case Moment.At(TimeKind _, Instant instant) ->
                "there were no minutes of " + meeting + " at " + instant;
          },
          null,
          false,
          false);
    }
  }
}
