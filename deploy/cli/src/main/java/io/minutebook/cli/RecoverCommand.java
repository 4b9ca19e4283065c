package io.minutebook.cli;

import picocli.CommandLine.Command;

/** {@code minutebook recover}: one copy of the record from the other. */
@Command(
    name = "recover",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a lost copy of the record anew: MongoDB's commits from Kafka's log, or the log from"
          + " the commits.",
      "All services must be stopped. Afterwards the views are followed and everything is verified."
    },
    subcommands = {RecoverCommitsCommand.class, RecoverLogCommand.class})
final class RecoverCommand {}
