package io.minutebook.cli;

import io.minutebook.query.audit.AuditReport;
import io.minutebook.query.audit.AuditReport.Act;
import io.minutebook.query.audit.AuditReport.Behalf;
import io.minutebook.query.audit.AuditReport.Dropped;
import io.minutebook.query.audit.AuditReport.Imported;
import io.minutebook.query.audit.AuditReport.Listed;
import io.minutebook.query.audit.AuditReport.Misstated;
import io.minutebook.query.audit.AuditReport.Person;
import io.minutebook.query.audit.Finding;
import io.minutebook.query.audit.Report;
import io.minutebook.query.view.TimeKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An audit report as Markdown, for somebody who was not there: what matters first. */
final class AuditReportText {

  private final AuditReport report;
  private final @Nullable Report verified;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param verified null: it was not asked for
   */
  AuditReportText(AuditReport report, @Nullable Report verified) {
    this.report = report;
    this.verified = verified;
  }

  String markdown() {
    AuditReport.Period period = report.period();
    line("# Audit report: " + (period.series() == null ? "all series" : period.series().slug()));
    line("");
    line(
        "From %s to %s (UTC), by the time at which things %s."
            .formatted(
                time(period.from()),
                time(period.to()),
                period.time() == TimeKind.OCCURRED
                    ? "occurred, as imports say it"
                    : "were recorded"));
    summary();
    verification();
    people();
    acts(
        "Corrections after publication",
        "Published minutes are only changed with a reason.",
        report.corrections());
    life();
    misstated();
    dropped();
    acts("Retracted", "What was taken out of minutes; the history keeps it.", report.retracted());
    onBehalf();
    imported();
    return text.toString();
  }

  private void summary() {
    AuditReport.Totals totals = report.totals();
    heading("Summary");
    line(
        "- %s made %s in %s, to the minutes of %s%s."
            .formatted(
                many(report.people().size(), "person", "people"),
                many(totals.changes(), "change", "changes"),
                many(totals.commits(), "commit", "commits"),
                many(totals.meetings(), "meeting", "meetings"),
                totals.seriesChanged() == 0
                    ? ""
                    : " and to " + many(totals.seriesChanged(), "series", "series")));
    line(
        "- Minutes were published %s, reopened %s; %s after publication."
            .formatted(
                many(totals.published(), "time", "times"),
                many(totals.reopened(), "time", "times"),
                many(report.corrections().total(), "correction", "corrections")));
    line(
        "- Meetings were cancelled %s, reinstated %s."
            .formatted(
                many(totals.cancelled(), "time", "times"),
                many(totals.reinstated(), "time", "times")));
    line(
        "- Of %s in meetings of the period that could be compared, %s wrong%s."
            .formatted(
                many(
                    report.comparedDeltas(),
                    "stated change of a ticket count",
                    "stated changes of ticket counts"),
                report.misstated().total() == 1 ? "1 is" : report.misstated().total() + " are",
                afterGaps()));
    line(
        "- %s dropped; %s retracted."
            .formatted(
                many(report.dropped().total(), "action was", "actions were"),
                many(report.retracted().total(), "entry was", "entries were")));
    line(
        "- On behalf of others: %s%s. Imported: %s."
            .formatted(
                many(
                    report.onBehalf().stream().mapToLong(Behalf::changes).sum(),
                    "change",
                    "changes"),
                report.onBehalf().isEmpty()
                    ? ""
                    : ", by %s for %s"
                        .formatted(
                            many(
                                report.onBehalf().stream().map(Behalf::actor).distinct().count(),
                                "person",
                                "people"),
                            many(
                                report.onBehalf().stream()
                                    .map(Behalf::onBehalfOf)
                                    .distinct()
                                    .count(),
                                "other",
                                "others")),
                many(
                    report.imported().stream().mapToLong(Imported::commits).sum(),
                    "commit",
                    "commits")));
    line(
        "- Streams that the views do not follow (parked): %s."
            .formatted(
                report.parked().isEmpty() ? "none" : report.parked().size() + ", see below"));
    Report found = verified;
    line(
        "- Verification: %s."
            .formatted(
                found == null
                    ? "not asked for"
                    : found.isClean()
                        ? "all is in order"
                        : "**" + found.findings().size() + " found wrong**, see below"));
    if (!report.unreadable().isEmpty()) {
      line(
          "- **%s could not be read to the end; this report lacks what is behind.**"
              .formatted(many(report.unreadable().size(), "stream", "streams")));
    }
  }

  /** How many of the wrong ones come after more than a week, where all of them are listed. */
  private String afterGaps() {
    Listed<Misstated> misstated = report.misstated();
    long late = misstated.first().stream().filter(wrong -> wrong.gapDays() > 7).count();
    return misstated.total() == 0 || misstated.total() > misstated.first().size()
        ? ""
        : " (%d of them after more than a week)".formatted(late);
  }

  private void verification() {
    heading("Verification");
    Report found = verified;
    if (found == null) {
      line("It was not asked for (`--no-verify`).");
    } else {
      line(
          "Checked now: %s, %s, %s in store and log. %s"
              .formatted(
                  many(found.streams(), "stream", "streams"),
                  many(found.commits(), "commit", "commits"),
                  many(found.events(), "event", "events"),
                  found.isClean() ? "All is in order." : "Found wrong:"));
      line("");
      for (Finding finding : found.findings()) {
        line("- " + cell(finding.toString()));
      }
    }
    report.parked().forEach(parked -> line("- parked: " + cell(parked)));
    report.unreadable().forEach(stream -> line("- not readable: " + cell(stream)));
  }

  private void people() {
    heading("Who did what");
    if (nothing(report.people().isEmpty())) {
      return;
    }
    line("The record keeps who acted, not with which role; the role is the least that it takes.");
    line("");
    line("| person | role | commits | meetings | changes by command | first | last |");
    line("| --- | --- | ---: | ---: | --- | --- | --- |");
    for (Person person : report.people()) {
      row(
          person.name(),
          person.role(),
          "" + person.commits(),
          "" + person.meetings(),
          person.changes().entrySet().stream()
              .sorted(
                  Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                      .thenComparing(Map.Entry.comparingByKey()))
              .map(each -> each.getKey() + " " + each.getValue())
              .collect(Collectors.joining(", ")),
          time(person.first()),
          time(person.last()));
    }
  }

  private void acts(String title, String explained, Listed<Act> acts) {
    heading(title);
    if (nothing(acts.first().isEmpty())) {
      return;
    }
    line(explained);
    line("");
    line("| minutes | when | who | what | before | after | reason |");
    line("| --- | --- | --- | --- | --- | --- | --- |");
    for (Act act : acts.first()) {
      row(
          where(act),
          time(act.time()),
          who(act.actor(), act.onBehalfOf()),
          words(act.what()),
          or(act.before(), ""),
          or(act.after(), ""),
          or(act.reason(), "none given"));
    }
    more(acts);
  }

  private void life() {
    heading("Published, reopened, cancelled, reinstated, moved");
    if (nothing(report.life().first().isEmpty())) {
      return;
    }
    line("| minutes | when | who | what | reason |");
    line("| --- | --- | --- | --- | --- |");
    for (Act act : report.life().first()) {
      row(
          where(act),
          time(act.time()),
          who(act.actor(), act.onBehalfOf()),
          words(act.what()),
          or(act.reason(), ""));
    }
    more(report.life());
  }

  private void misstated() {
    heading("Stated changes of ticket counts that are wrong");
    if (nothing(report.misstated().first().isEmpty())) {
      return;
    }
    line(
        "Compared with the meeting before that counted the same. After a meeting that was skipped,"
            + " a change is easily stated against another one.");
    line("");
    line("| minutes | counter | count | stated | real | compared with | gap | recorded | by |");
    line("| --- | --- | ---: | ---: | ---: | --- | ---: | --- | --- |");
    for (Misstated wrong : report.misstated().first()) {
      row(
          wrong.meeting() + "#" + wrong.entry(),
          wrong.counter(),
          "" + wrong.count(),
          wrong.stated(),
          wrong.real() < 0 ? "" + wrong.real() : "+" + wrong.real(),
          wrong.previous().toString(),
          many(wrong.gapDays(), "day", "days"),
          "version %d, %s".formatted(wrong.version(), time(wrong.recorded())),
          who(wrong.recordedBy(), wrong.onBehalfOf()));
    }
    more(report.misstated());
  }

  private void dropped() {
    heading("Dropped actions");
    if (nothing(report.dropped().first().isEmpty())) {
      return;
    }
    line("| action | owners | assigned | age | dropped | by | reason |");
    line("| --- | --- | --- | ---: | --- | --- | --- |");
    for (Dropped dropped : report.dropped().first()) {
      Act act = dropped.act();
      row(
          where(act) + " " + or(act.before(), ""),
          dropped.owners(),
          dropped.assigned().toString(),
          many(dropped.ageDays(), "day", "days"),
          time(act.time()),
          who(act.actor(), act.onBehalfOf()),
          or(act.reason(), "none given"));
    }
    more(report.dropped());
  }

  private void onBehalf() {
    heading("On behalf of others");
    if (nothing(report.onBehalf().isEmpty())) {
      return;
    }
    line("| who acted | on whose behalf | changes | meetings |");
    line("| --- | --- | ---: | ---: |");
    for (Behalf each : report.onBehalf()) {
      row(each.actor(), each.onBehalfOf(), "" + each.changes(), "" + each.meetings());
    }
  }

  private void imported() {
    heading("Imports");
    if (nothing(report.imported().isEmpty())) {
      return;
    }
    line("| who | from | commits | changes | meetings | first | last |");
    line("| --- | --- | ---: | ---: | ---: | --- | --- |");
    for (Imported each : report.imported()) {
      row(
          each.actor(),
          each.from().equals("git") ? "a git history" : "documents",
          "" + each.commits(),
          "" + each.changes(),
          "" + each.meetings(),
          time(each.first()),
          time(each.last()));
    }
  }

  private void heading(String title) {
    line("");
    line("## " + title);
    line("");
  }

  private boolean nothing(boolean isNothing) {
    if (isNothing) {
      line("None.");
    }
    return isNothing;
  }

  private void more(Listed<?> listed) {
    long left = listed.total() - listed.first().size();
    if (left > 0) {
      line("");
      line("And %d more (`--most` lists them).".formatted(left));
    }
  }

  private void row(String... cells) {
    line(
        "| "
            + List.of(cells).stream().map(AuditReportText::cell).collect(Collectors.joining(" | "))
            + " |");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String where(Act act) {
    return act.meeting() + (act.entry() == null ? "" : "#" + act.entry()) + " v" + act.version();
  }

  private static String who(String actor, @Nullable String onBehalfOf) {
    return onBehalfOf == null ? actor : actor + " for " + onBehalfOf;
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null || text.isBlank() ? otherwise : text;
  }

  /** {@code TicketCountCorrected} as {@code ticket count corrected}. */
  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static String many(long count, String one, String several) {
    return count + " " + (count == 1 ? one : several);
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace("T", " ").replace("Z", "");
  }

  /** What people wrote must not become part of the table, nor of the page. */
  private static String cell(String text) {
    return text.strip()
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("|", "\\|")
        .replaceAll("\\s*\\R\\s*", " / ");
  }
}
