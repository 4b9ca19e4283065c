package io.minutebook.cli;

import io.minutebook.query.audit.Audit;
import io.minutebook.query.audit.Finding;
import io.minutebook.query.audit.Report;
import io.minutebook.query.audit.Scope;
import io.minutebook.query.audit.VerifyOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minutebook verify}: whether anything is not as it should be. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks the record: hash chains, gaps, seals, that MongoDB and Kafka hold the same bytes, that"
          + " the log reaches as far as others keep a position in it, and that every view equals a"
          + " fresh fold of the log.",
      "Reads MongoDB and Kafka itself, also while everything is running. Of each stream it names the"
          + " first finding of each kind, with version and field, up to 1,000 in all.",
      "Exit code 0: all is in order. 1: something is wrong. 2: it could not be checked."
    })
final class VerifyCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SERIES|MEETING",
      description = "Only this series with its meetings, or this meeting: SERIES/YYYY-MM-DD[-2].")
  private @Nullable String only;

  @Option(
      names = "--no-record",
      description = "Do not store the outcome for the query service to show.")
  private boolean unrecorded;

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
  public Integer call() {
    VerifyOptions asked = verifying.of(scope(only), options, !unrecorded);
    Report report;
    try (Audit audit = options.open();
        AuditProgress progress = new AuditProgress(output)) {
      report = audit.verify(asked, progress);
    }
    if (only != null && report.streams() == 0 && report.isClean()) {
      throw new CannotRun("neither the store nor the log has anything of '%s'.".formatted(only));
    }
    for (Finding finding : report.findings()) {
      output.line(
          "wrong: %s at version %d%s: %s (%s)"
              .formatted(
                  finding.stream(),
                  finding.version(),
                  finding.field() == null ? "" : ", " + finding.field(),
                  finding.detail(),
                  finding.kind()));
    }
    Verified verified = new Verified(asked, report);
    verified.tell(output, "");
    output.json(json(verified));
    return report.isClean() ? 0 : 1;
  }

  private static Scope scope(@Nullable String text) {
    try {
      return text == null ? Scope.ALL : Scope.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CannotRun(
          "'%s' is neither a series nor a meeting (SERIES/YYYY-MM-DD[-2]).".formatted(text));
    }
  }

  private static Map<String, Object> json(Verified verified) {
    Report report = verified.report();
    Map<String, Object> json = new LinkedHashMap<>();
    verified.addTo(json);
    json.put("of", verified.asked().scope().toString());
    json.put("streams", report.streams());
    json.put("commits", report.commits());
    json.put("events", report.events());
    json.put("records", report.records());
    json.put("pending", report.pending());
    json.put("latestSeal", report.latestSeal());
    json.put("findings", report.findings());
    return json;
  }
}
