package io.minutebook.cli;

import io.minutebook.cli.MomentOptions.By;
import io.minutebook.query.audit.Moment;
import io.minutebook.query.view.TimeKind;
import java.util.regex.Pattern;

/** Moments as a person gives them: a version, an instant, a day, an imported revision. */
final class Moments {

  /** What may be given, for help and refusals. */
  static final String FORMS =
      "a version (7), an instant (2026-03-02T12:00:00Z), a day (2026-03-02, its end in UTC), an"
          + " imported revision (its whole commit id), 'published' or 'now'";

  private static final Pattern VERSION = Pattern.compile("\\d{1,18}");
  private static final Pattern REVISION = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private Moments() {}

  /**
   * The moment that a text names.
   *
   * @param option where it was given, for the refusal
   * @param by which of the two times an instant is of
   */
  static Moment parse(String option, String text, By by) {
    if (text.equals("now")) {
      return new Moment.Now();
    }
    if (text.equals("published")) {
      return new Moment.Published();
    }
    if (VERSION.matcher(text).matches()) {
      return new Moment.Version(Long.parseLong(text));
    }
    if (REVISION.matcher(text).matches()) {
      return new Moment.Revision(text);
    }
    TimeKind time = by == By.RECORDED ? TimeKind.RECORDED : TimeKind.OCCURRED;
    return MomentText.instant(text, true)
        .map(instant -> new Moment.At(time, instant))
        .orElseThrow(() -> new CannotRun("%s is %s, not '%s'.".formatted(option, FORMS, text)));
  }
}
