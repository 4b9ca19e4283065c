package io.minutebook.cli;

import io.minutebook.query.audit.Audit;
import io.minutebook.query.audit.Finding;
import io.minutebook.query.audit.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code minutebook verify}: whether anything is not as it should be. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks the record: hash chains, gaps, that MongoDB and Kafka hold the same bytes, and that"
          + " every view equals a fresh fold of the log.",
      "Reads MongoDB and Kafka itself. Exit code 1: something is wrong, and every finding is named."
    })
final class VerifyCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private AuditOptions options;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() {
    Report report;
    try (Audit audit = options.open();
        AuditProgress progress = new AuditProgress(output)) {
      report = audit.verify(progress);
    }
    for (Finding finding : report.findings()) {
      output.line(
          "wrong: %s at version %d: %s (%s)"
              .formatted(finding.stream(), finding.version(), finding.detail(), finding.kind()));
    }
    output.line(
        "%s: %d streams, %d commits, %d events, %d records in the log%s"
            .formatted(
                report.isClean() ? "all is in order" : report.findings().size() + " found wrong",
                report.streams(),
                report.commits(),
                report.events(),
                report.records(),
                report.pending() == 0 ? "" : ", %d not in it yet".formatted(report.pending())));
    output.json(json(report));
    return report.isClean() ? 0 : 1;
  }

  private static Map<String, Object> json(Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("clean", report.isClean());
    json.put("streams", report.streams());
    json.put("commits", report.commits());
    json.put("events", report.events());
    json.put("records", report.records());
    json.put("pending", report.pending());
    json.put("findings", report.findings());
    return json;
  }
}
