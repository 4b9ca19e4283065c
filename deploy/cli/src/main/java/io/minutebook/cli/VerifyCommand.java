package io.minutebook.cli;

import io.minutebook.query.audit.Audit;
import io.minutebook.query.audit.Finding;
import io.minutebook.query.audit.Report;
import io.minutebook.query.audit.Scope;
import io.minutebook.query.audit.VerifyOptions;
import io.minutebook.seal.SealKeys;
import io.minutebook.seal.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
      names = "--key",
      paramLabel = "FILE",
      description = {
        "A public key that seals may be signed with (PEM); may be given several times.",
        "Default: that of the process on this computer, in its data folder, if it is that which is"
            + " checked. Without one, signatures are not checked."
      })
  private List<Path> keys = new ArrayList<>();

  @Option(
      names = "--seals",
      paramLabel = "FOLDER",
      description =
          "A copy of the seals that is kept elsewhere, to compare with (default: that in the data"
              + " folder of the process on this computer, if it is that which is checked).")
  private @Nullable Path seals;

  @Option(
      names = "--copied-hours",
      paramLabel = "HOURS",
      defaultValue = "24",
      description =
          "The folder of seals has every seal that is older than this (default: ${DEFAULT-VALUE})."
              + " Whatever is missing before its last one is wrong in any case.")
  private int copiedHours;

  @Option(
      names = "--seal-topic",
      paramLabel = "TOPIC",
      defaultValue = "minutebook.seals",
      description = "The topic with the seals (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private String sealTopic;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      defaultValue = "minutebook.views",
      description =
          "The consumer group under which the views follow the log (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private String group;

  @Option(
      names = "--no-record",
      description = "Do not store the outcome for the query service to show.")
  private boolean unrecorded;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private AuditOptions options;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() {
    VerifyOptions asked =
        new VerifyOptions(
            scope(only),
            publicKeys(),
            seals == null ? options.local("seals").orElse(null) : seals,
            sealTopic,
            group,
            Duration.ofHours(copiedHours),
            !unrecorded);
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
    if (report.more() > 0) {
      output.line("wrong: %d findings more, which are not listed".formatted(report.more()));
    }
    report.notes().forEach(note -> output.remark("note: " + note));
    output.line(
        "%s: %d streams, %d commits, %d events, %d records in the log%s; %s"
            .formatted(
                report.isClean()
                    ? "all is in order"
                    : report.findings().size() + report.more() + " found wrong",
                report.streams(),
                report.commits(),
                report.events(),
                report.records(),
                report.pending() == 0 ? "" : ", %d not in it yet".formatted(report.pending()),
                report.latestSeal() == 0
                    ? "nothing is sealed"
                    : "sealed up to seal %d".formatted(report.latestSeal())));
    output.json(json(asked, report));
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

  private List<PublicKey> publicKeys() {
    List<PublicKey> found = new ArrayList<>();
    List<Path> files =
        keys.isEmpty() ? options.local("keys/seal-public.pem").stream().toList() : keys;
    for (Path file : files) {
      try {
        found.addAll(SealKeys.fromPem(file.toString(), Files.readString(file)));
      } catch (IOException e) {
        throw new CannotRun("the key %s cannot be read: %s.".formatted(file, e.getMessage()));
      } catch (Unreadable e) {
        throw new CannotRun(e.getMessage() + ".");
      }
    }
    return found;
  }

  private static Map<String, Object> json(VerifyOptions asked, Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("clean", report.isClean());
    json.put("of", asked.scope().toString());
    json.put("streams", report.streams());
    json.put("commits", report.commits());
    json.put("events", report.events());
    json.put("records", report.records());
    json.put("pending", report.pending());
    json.put("latestSeal", report.latestSeal());
    json.put("findings", report.findings());
    json.put("more", report.more());
    json.put("notes", report.notes());
    return json;
  }
}
