package io.minutebook.cli;

import io.minutebook.command.recovery.Recovery;
import io.minutebook.command.recovery.Restored;
import io.minutebook.query.audit.VerifyOptions;
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
import picocli.CommandLine.Parameters;

/** {@code minutebook restore}: a backup into empty stores. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Puts a backup into empty stores: commits, seals, the log, the views; then verifies.",
      "Every byte of the archive is checked before anything is written. A restore that was stopped"
          + " goes on when it is run again.",
      "Exit code 1: something is wrong with what was put back; it is named."
    })
final class RestoreCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FILE", description = "The archive that 'backup' made.")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description =
          "Only what had been recorded by then, of each stream: a day (to its end, UTC) or an"
              + " instant like 2026-03-31T12:00:00Z.")
  private @Nullable String to;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many the topic is made with (default: as many as it had).")
  private int partitions;

  @Option(
      names = "--seals",
      paramLabel = "DIR",
      description =
          "A copy of the seals that is kept elsewhere, to compare with (default: the data folder's;"
              + " with --to, which leaves seals out, none).")
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
    Instant upTo = to == null ? null : Times.upTo("--to", to);
    RecoveryOptions.checkPartitions(partitions);
    if (!Files.isRegularFile(file)) {
      throw new CannotRun("there is no %s: name an archive that 'backup' made.".formatted(file));
    }
    try (RecordOptions.Found servers = options.stoppedOrNew()) {
      VerifyOptions asked = servers.verification(keys, sealsToCompare(upTo, servers));
      Restored restored;
      try (Recovery work = servers.recovery(partitions, recovery.lease());
          AuditProgress progress = new AuditProgress(output)) {
        restored = work.restore(file, upTo, progress::reached);
      }
      return tell(restored, upTo, new Aftermath(servers, asked, output));
    }
  }

  private int tell(Restored restored, @Nullable Instant upTo, Aftermath aftermath) {
    restored.problems().forEach(problem -> output.line("wrong: " + problem));
    output.line(
        "restored: %d streams, %d commits, %d events, %d seals"
            .formatted(
                restored.streams(), restored.commits(), restored.events(), restored.seals()));
    if (upTo != null) {
      output.line(
          "left out, recorded after %s: %d commits, by which %d streams are shorter and %d are missing; %d seals"
              .formatted(
                  upTo,
                  restored.commitsLeftOut(),
                  restored.streamsShortened(),
                  restored.streamsLeftOut(),
                  restored.sealsLeftOut()));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("restored", restored);
    int verified = 0;
    if (restored.commits() > 0) {
      verified = aftermath.verify(json);
    }
    output.json(json);
    return restored.problems().isEmpty() ? verified : 1;
  }

  /** What was sealed after the instant is left out on purpose, and would all be found missing. */
  private @Nullable Path sealsToCompare(@Nullable Instant upTo, RecordOptions.Found servers) {
    return seals == null && upTo == null ? servers.sealFiles() : seals;
  }
}
