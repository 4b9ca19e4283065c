package io.minutebook.cli;

import io.minutebook.standalone.DataFolder;
import io.minutebook.standalone.Tokens;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code minutebook token}: the bare token is the last line. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Makes a bearer token for the process of a data folder.")
final class TokenCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder (or MINUTEBOOK_DATA; default: ~/.minutebook).")
  private @Nullable Path data;

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "reader, scribe, auditor or admin.")
  @SuppressWarnings("NullAway.Init")
  private String role;

  @Option(
      names = "--name",
      defaultValue = "${sys:user.name}",
      paramLabel = "NAME",
      description = "Who it is for (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private String name;

  @Option(
      names = "--days",
      defaultValue = "30",
      paramLabel = "N",
      description = "For how many days it is good (default: ${DEFAULT-VALUE}).")
  private int days;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() {
    if (!Tokens.ROLES.contains(role)) {
      throw new CannotRun(
          "--role is one of %s, not '%s'.".formatted(String.join(", ", Tokens.ROLES), role));
    }
    if (name.isBlank()) {
      throw new CannotRun("--name must say who the token is for.");
    }
    if (days < 1 || days > 3650) {
      throw new CannotRun("--days is 1 to 3650, not %d.".formatted(days));
    }
    DataFolder folder = DataFolder.orUsual(data);
    String token =
        new Tokens(folder.keys(), Clock.systemUTC()).issue(name, role, Duration.ofDays(days));
    output.line(token);
    output.json(Map.of("token", token, "name", name, "role", role, "days", days));
    return 0;
  }
}
