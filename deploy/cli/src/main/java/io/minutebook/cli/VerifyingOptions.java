package io.minutebook.cli;

import io.minutebook.query.audit.Scope;
import io.minutebook.query.audit.VerifyOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Against what the record is verified: what is given, and else what is at hand. */
final class VerifyingOptions {

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private SealKeyOptions keys;

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

  /**
   * What is verified.
   *
   * @param record where it is
   * @param recorded whether the outcome is stored
   */
  VerifyOptions of(Scope scope, AuditOptions record, boolean recorded) {
    return new VerifyOptions(
        scope,
        keys.keys(record.local("keys/seal-public.pem").orElse(null)),
        seals == null ? record.local("seals").orElse(null) : seals,
        sealTopic,
        group,
        Duration.ofHours(copiedHours),
        recorded);
  }
}
