package io.minutebook.cli;

import picocli.CommandLine.Option;

/** By which of the two times of an event an instant is meant. */
final class MomentOptions {

  /** A kind of time, as it is said on the command line. */
  enum By {
    RECORDED,
    OCCURRED
  }

  @Option(
      names = "--by",
      paramLabel = "TIME",
      defaultValue = "recorded",
      description =
          "What instants are: 'recorded', when the server recorded it (the default); 'occurred', when it"
              + " happened, as an import said, for example the time of a commit.")
  @SuppressWarnings("NullAway.Init")
  private By by;

  By by() {
    return by;
  }
}
