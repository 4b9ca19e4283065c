package io.minutebook.cli;

import picocli.CommandLine.Command;

/** {@code minutebook import}: one subcommand for each kind of source. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Brings in minutes from elsewhere.",
    synopsisSubcommandLabel = "KIND",
    subcommands = {ImportMarkdownCommand.class, ImportGitCommand.class})
final class ImportCommand {}
