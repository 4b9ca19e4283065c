package io.minutebook.cli;

import static io.minutebook.cli.MarkdownPage.cell;
import static io.minutebook.cli.MarkdownPage.many;
import static io.minutebook.cli.MarkdownPage.time;

import io.minutebook.query.audit.AuditReport;
import io.minutebook.query.audit.AuditReport.Behalf;
import io.minutebook.query.audit.AuditReport.Imported;
import io.minutebook.query.audit.AuditReport.Listed;
import io.minutebook.query.audit.AuditReport.Misstated;
import io.minutebook.query.audit.Finding;
import io.minutebook.query.audit.Report;
import io.minutebook.query.view.TimeKind;
import org.jspecify.annotations.Nullable;

/** An audit report as Markdown, for somebody who was not there: what matters first. */
final class AuditReportText {

  private final AuditReport report;
  private final @Nullable Verified verified;
  private final MarkdownPage page = new MarkdownPage();

  /**
   * @param verified null: it was not asked for
   */
  AuditReportText(AuditReport report, @Nullable Verified verified) {
    this.report = report;
    this.verified = verified;
  }

  String markdown() {
    AuditReport.Period period = report.period();
    page.line(
        "# Audit report: " + (period.series() == null ? "all series" : period.series().slug()));
    page.line("");
    page.line(
        "From %s to %s (UTC), by the time at which things %s."
            .formatted(
                time(period.from()),
                time(period.to()),
                period.time() == TimeKind.OCCURRED
                    ? "occurred, as imports say it"
                    : "were recorded"));
    summary();
    verification();
    new AuditReportTables(report, page).write();
    return page.toString();
  }

  private void summary() {
    AuditReport.Totals totals = report.totals();
    page.heading("Summary");
    page.line(
        "- %s made %s in %s, to the minutes of %s%s."
            .formatted(
                many(report.people().size(), "person", "people"),
                many(totals.changes(), "change", "changes"),
                many(totals.commits(), "commit", "commits"),
                many(totals.meetings(), "meeting", "meetings"),
                totals.seriesChanged() == 0
                    ? ""
                    : " and to " + many(totals.seriesChanged(), "series", "series")));
    page.line(
        "- Minutes were published %s, reopened %s; %s after publication."
            .formatted(
                many(totals.published(), "time", "times"),
                many(totals.reopened(), "time", "times"),
                many(report.corrections().total(), "correction", "corrections")));
    page.line(
        "- Meetings were cancelled %s, reinstated %s."
            .formatted(
                many(totals.cancelled(), "time", "times"),
                many(totals.reinstated(), "time", "times")));
    page.line(
        "- Of %s in meetings of the period that could be compared, %s wrong%s."
            .formatted(
                many(
                    report.comparedDeltas(),
                    "stated change of a ticket count",
                    "stated changes of ticket counts"),
                report.misstated().total() == 1 ? "1 is" : report.misstated().total() + " are",
                afterGaps()));
    page.line(
        "- %s dropped; %s retracted."
            .formatted(
                many(report.dropped().total(), "action was", "actions were"),
                many(report.retracted().total(), "entry was", "entries were")));
    page.line(
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
    page.line(
        "- Streams that the views do not follow (parked): %s."
            .formatted(
                report.parked().isEmpty() ? "none" : report.parked().size() + ", see below"));
    page.line("- Verification: %s.".formatted(verificationInShort()));
    if (!report.unreadable().isEmpty()) {
      page.line(
          "- **%s could not be read to the end; this report lacks what is behind.**"
              .formatted(many(report.unreadable().size(), "stream", "streams")));
    }
  }

  private String verificationInShort() {
    Verified found = verified;
    if (found == null) {
      return "not asked for";
    }
    return found.report().isClean() ? found.outcome() : "**" + found.outcome() + "**, see below";
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
    page.heading("Verification");
    Verified found = verified;
    if (found == null) {
      page.line("It was not asked for (`--no-verify`).");
    } else {
      Report checked = found.report();
      page.line(
          "Checked now: %s, %s, %s in store and log: %s."
              .formatted(
                  many(checked.streams(), "stream", "streams"),
                  many(checked.commits(), "commit", "commits"),
                  many(checked.events(), "event", "events"),
                  found.outcome()));
      page.line("");
      for (Finding finding : checked.findings()) {
        page.line("- " + cell(finding.toString()));
      }
      if (checked.more() > 0) {
        page.line("- %d findings more, which are not listed".formatted(checked.more()));
      }
      checked.notes().forEach(note -> page.line("- not checked: " + cell(note)));
    }
    String seal = report.latestSeal();
    page.line(
        "- the latest seal: %s"
            .formatted(
                seal == null
                    ? "there is none: an end of a stream that was cut off does not show"
                    : cell(seal)));
    report.parked().forEach(parked -> page.line("- parked: " + cell(parked)));
    report.unreadable().forEach(stream -> page.line("- not readable: " + cell(stream)));
  }
}
