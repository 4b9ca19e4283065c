package io.minutebook.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How a recovery makes sure that it is alone. */
final class RecoveryOptions {

  private static final int MOST_PARTITIONS = 1000;

  @Option(
      names = "--lease-seconds",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "What the services have as minutebook.kafka.lease: for so long a relay counts as alive"
              + " that is not heard of (default: ${DEFAULT-VALUE}).")
  private int seconds;

  Duration lease() {
    if (seconds < 1) {
      throw new CannotRun("--lease-seconds is 1 or more, not %d.".formatted(seconds));
    }
    return Duration.ofSeconds(seconds);
  }

  static void checkPartitions(int partitions) {
    if (partitions < 0 || partitions > MOST_PARTITIONS) {
      throw new CannotRun(
          "--partitions is 1 to %d, not %d.".formatted(MOST_PARTITIONS, partitions));
    }
  }
}
