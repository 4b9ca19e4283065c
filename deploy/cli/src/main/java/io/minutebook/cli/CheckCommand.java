package io.minutebook.cli;

import picocli.CommandLine.Command;

/** {@code minutebook check}: one subcommand for each kind of source. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Compares minutes with where they came from.",
    synopsisSubcommandLabel = "KIND",
    subcommands = CheckGitCommand.class)
final class CheckCommand {}
