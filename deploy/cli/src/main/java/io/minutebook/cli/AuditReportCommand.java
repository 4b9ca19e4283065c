package io.minutebook.cli;

import io.minutebook.event.SeriesId;
import io.minutebook.query.audit.Audit;
import io.minutebook.query.audit.AuditReport;
import io.minutebook.query.audit.Scope;
import io.minutebook.query.audit.VerifyOptions;
import io.minutebook.query.view.TimeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code minutebook audit-report}: what happened in a period, for an auditor. */
@Command(
    name = "audit-report",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what happened in a period: who did what, corrections after publication, wrong stated"
          + " changes of counts, dropped actions, retractions, imports, and whether the record"
          + " verifies. Markdown; with --json everything as data.",
      "Reads MongoDB and Kafka itself. Exit code 1: verification found something wrong."
    })
final class AuditReportCommand implements Callable<Integer> {

  @Option(
      names = "--from",
      paramLabel = "TIME",
      required = true,
      description = "The first day of the period (UTC), or its first instant.")
  @SuppressWarnings("NullAway.Init")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Its last day, which is part of it, or its last instant (default: now).")
  private @Nullable String to;

  @Option(
      names = "--series",
      paramLabel = "SERIES",
      description = "Only this series (default: all).")
  private @Nullable SeriesId series;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      defaultValue = "RECORDED",
      description =
          "By which time something belongs to the period: ${COMPLETION-CANDIDATES}; what was imported"
              + " may have occurred long before it was recorded (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private TimeKind time;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "How many of each kind are listed; the rest is counted (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(names = "--no-verify", description = "Do not verify the record, which reads all of it.")
  private boolean noVerify;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the Markdown to this file instead of standard output.")
  private @Nullable Path out;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private VerifyingOptions verifying;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private AuditOptions options;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() throws IOException {
    AuditReport.Period period =
        new AuditReport.Period(
            Times.from("--from", from),
            to == null ? Instant.now() : Times.upTo("--to", to),
            time,
            series);
    if (period.to().isBefore(period.from())) {
      throw new CannotRun("--to is before --from: there is no such period.");
    }
    if (most < 1) {
      throw new CannotRun("--most is 1 or more, not %d.".formatted(most));
    }
    VerifyOptions asked = noVerify ? null : verifying.of(Scope.ALL, options, false);
    AuditReport report;
    Verified verified = null;
    try (Audit audit = options.open();
        AuditProgress progress = new AuditProgress(output)) {
      report = audit.report(period, most, progress);
      if (asked != null) {
        verified = new Verified(asked, audit.verify(asked, progress));
      }
    }
    String markdown = new AuditReportText(report, verified).markdown();
    Path file = out;
    if (file != null) {
      Files.writeString(file, markdown);
      output.line(
          "written to %s%s"
              .formatted(file, verified == null ? "" : "; verification: " + verified.outcome()));
    } else if (!output.json()) {
      output.out().print(markdown);
      output.out().flush();
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("report", report);
    if (verified != null) {
      verified.addTo(json);
      json.put("findings", verified.report().findings());
    }
    output.json(json);
    return verified == null || verified.report().isClean() ? 0 : 1;
  }
}
