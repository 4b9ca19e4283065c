package io.minutebook.cli;

import io.minutebook.command.recovery.Backed;
import io.minutebook.command.recovery.Recovery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code minutebook backup}: the record in one file. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Copies all commits and seals into one archive, also while everything is running.",
      "It holds a beginning of every stream: whatever was stored before the backup began, and"
          + " perhaps some of what came meanwhile. 'restore --to' makes one moment of it.",
      "Exit code 1: the archive was made, but what it was made from is damaged."
    })
final class BackupCommand implements Callable<Integer> {

  @Option(
      names = "--to",
      paramLabel = "FILE",
      required = true,
      description = "The archive (zip); must not exist.")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private RecordOptions options;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() {
    Backed backed;
    try (RecordOptions.Found servers = options.running();
        Recovery recovery = servers.recovery(0, Duration.ofSeconds(1));
        AuditProgress progress = new AuditProgress(output)) {
      backed = recovery.backup(file, progress::reached);
    }
    backed.problems().forEach(problem -> output.line("wrong: " + problem));
    output.line(
        "%s: %d streams, %d commits, %d events, %d seals, %d bytes; it has all that was stored by %s"
            .formatted(
                backed.file(),
                backed.streams(),
                backed.commits(),
                backed.events(),
                backed.seals(),
                backed.bytes(),
                backed.began()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", backed.file().toString());
    json.put("bytes", backed.bytes());
    json.put("streams", backed.streams());
    json.put("commits", backed.commits());
    json.put("events", backed.events());
    json.put("seals", backed.seals());
    json.put("began", backed.began().toString());
    json.put("problems", backed.problems());
    output.json(json);
    return backed.problems().isEmpty() ? 0 : 1;
  }
}
