package io.minutebook.cli;

import io.minutebook.command.recovery.Recovered;
import io.minutebook.command.recovery.Recovery;
import java.util.concurrent.Callable;
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
      Recovered recovered;
      try (Recovery work = servers.recovery(0, recovery.lease());
          AuditProgress progress = new AuditProgress(output)) {
        recovered = work.commitsFromLog(goOn, progress::reached);
      }
      return new Aftermath(servers, output).of("the commits", recovered);
    }
  }
}
