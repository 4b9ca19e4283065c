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

/** {@code minutebook recover log}: from the commits. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = {
      "Makes Kafka's log anew from MongoDB's commits: into a topic that is missing, or empty, or"
          + " that such a recovery has begun; then lets the views follow it, and verifies.",
      "Exit code 1: something could not be made anew, or is wrong; it is named."
    })
final class RecoverLogCommand implements Callable<Integer> {

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many a missing topic is made with (default: as many as it had).")
  private int partitions;

  @Option(
      names = "--seals",
      paramLabel = "DIR",
      description =
          "A copy of the seals that is kept elsewhere, to compare with (default: the data folder's).")
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
    RecoveryOptions.checkPartitions(partitions);
    try (RecordOptions.Found servers = options.stopped()) {
      Path copy = seals == null ? servers.sealFiles() : seals;
      VerifyOptions asked = servers.verification(keys, copy);
      Recovered recovered;
      try (Recovery work = servers.recovery(partitions, recovery.lease());
          AuditProgress progress = new AuditProgress(output)) {
        recovered = work.logFromCommits(progress::reached);
      }
      return new Aftermath(servers, asked, output).of("the log", recovered);
    }
  }
}
