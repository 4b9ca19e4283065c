package io.minutebook.cli;

import io.minutebook.command.recovery.Recovered;
import io.minutebook.command.recovery.Recovery;
import io.minutebook.query.audit.VerifyOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code minutebook recover commits}: from the log. */
@Command(
    name = "commits",
    mixinStandardHelpOptions = true,
    description = {
      "Makes MongoDB's commits anew from Kafka's log, then the views, and verifies all of it.",
      "What had been stored and not yet published when MongoDB was lost is not in the log.",
      "Exit code 1: something could not be made anew, or is wrong; it is named."
    })
final class RecoverCommitsCommand implements Callable<Integer> {

  @Option(
      names = "--continue",
      description =
          "There are commits already, as after a recovery that was stopped: compare them, and add"
              + " those that are missing.")
  private boolean goOn;

  @Option(
      names = "--seals",
      paramLabel = "DIR",
      description =
          "The folder that seals were written to, for those whose part of the log is not as it was,"
              + " and to compare with (default: the data folder's).")
  private @Nullable Path seals;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private SealKeyOptions keys;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private RecordOptions options;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private RecoveryOptions recovery;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() {
    try (RecordOptions.Found servers = options.stopped()) {
      Path copy = seals == null ? servers.sealFiles() : seals;
      VerifyOptions asked = servers.verification(keys, copy);
      Recovered recovered;
      try (Recovery work = servers.recovery(0, recovery.lease());
          AuditProgress progress = new AuditProgress(output)) {
        recovered = work.commitsFromLog(goOn, copy, progress::reached);
      }
      return new Aftermath(servers, asked, output).of("the commits", recovered);
    }
  }
}
