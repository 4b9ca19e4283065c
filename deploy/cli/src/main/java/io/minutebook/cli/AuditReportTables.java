package io.minutebook.cli;

import static io.minutebook.cli.MarkdownPage.many;
import static io.minutebook.cli.MarkdownPage.time;

import io.minutebook.query.audit.AuditReport;
import io.minutebook.query.audit.AuditReport.Act;
import io.minutebook.query.audit.AuditReport.Behalf;
import io.minutebook.query.audit.AuditReport.Dropped;
import io.minutebook.query.audit.AuditReport.Imported;
import io.minutebook.query.audit.AuditReport.Listed;
import io.minutebook.query.audit.AuditReport.Misstated;
import io.minutebook.query.audit.AuditReport.Person;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of an audit report, one a section. */
final class AuditReportTables {

  private final AuditReport report;
  private final MarkdownPage page;

  AuditReportTables(AuditReport report, MarkdownPage page) {
    this.report = report;
    this.page = page;
  }

  void write() {
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
  }

  private void people() {
    page.heading("Who did what");
    if (nothing(report.people().isEmpty())) {
      return;
    }
    page.line(
        "The record keeps who acted, not with which role; the role is the least that it takes.");
    page.line("");
    page.line("| person | role | commits | meetings | changes by command | first | last |");
    page.line("| --- | --- | ---: | ---: | --- | --- | --- |");
    for (Person person : report.people()) {
      page.row(
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
    page.heading(title);
    if (nothing(acts.first().isEmpty())) {
      return;
    }
    page.line(explained);
    page.line("");
    page.line("| minutes | when | who | what | before | after | reason |");
    page.line("| --- | --- | --- | --- | --- | --- | --- |");
    for (Act act : acts.first()) {
      page.row(
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
    page.heading("Published, reopened, cancelled, reinstated, moved");
    if (nothing(report.life().first().isEmpty())) {
      return;
    }
    page.line("| minutes | when | who | what | reason |");
    page.line("| --- | --- | --- | --- | --- |");
    for (Act act : report.life().first()) {
      page.row(
          where(act),
          time(act.time()),
          who(act.actor(), act.onBehalfOf()),
          words(act.what()),
          or(act.reason(), ""));
    }
    more(report.life());
  }

  private void misstated() {
    page.heading("Stated changes of ticket counts that are wrong");
    if (nothing(report.misstated().first().isEmpty())) {
      return;
    }
    page.line(
        "Compared with the meeting before that counted the same. After a meeting that was skipped,"
            + " a change is easily stated against another one.");
    page.line("");
    page.line(
        "| minutes | counter | count | stated | real | compared with | gap | recorded | by |");
    page.line("| --- | --- | ---: | ---: | ---: | --- | ---: | --- | --- |");
    for (Misstated wrong : report.misstated().first()) {
      page.row(
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
    page.heading("Dropped actions");
    if (nothing(report.dropped().first().isEmpty())) {
      return;
    }
    page.line("| action | owners | assigned | age | dropped | by | reason |");
    page.line("| --- | --- | --- | ---: | --- | --- | --- |");
    for (Dropped dropped : report.dropped().first()) {
      Act act = dropped.act();
      page.row(
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
    page.heading("On behalf of others");
    if (nothing(report.onBehalf().isEmpty())) {
      return;
    }
    page.line("| who acted | on whose behalf | changes | meetings |");
    page.line("| --- | --- | ---: | ---: |");
    for (Behalf each : report.onBehalf()) {
      page.row(each.actor(), each.onBehalfOf(), "" + each.changes(), "" + each.meetings());
    }
  }

  private void imported() {
    page.heading("Imports");
    if (nothing(report.imported().isEmpty())) {
      return;
    }
    page.line("| who | from | commits | changes | meetings | first | last |");
    page.line("| --- | --- | ---: | ---: | ---: | --- | --- |");
    for (Imported each : report.imported()) {
      page.row(
          each.actor(),
          each.from().equals("git") ? "a git history" : "documents",
          "" + each.commits(),
          "" + each.changes(),
          "" + each.meetings(),
          time(each.first()),
          time(each.last()));
    }
  }

  private boolean nothing(boolean isNothing) {
    if (isNothing) {
      page.line("None.");
    }
    return isNothing;
  }

  private void more(Listed<?> listed) {
    long left = listed.total() - listed.first().size();
    if (left > 0) {
      page.line("");
      page.line("And %d more (`--most` lists them).".formatted(left));
    }
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
}
