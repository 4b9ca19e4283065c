package io.minutebook.cli;

import io.minutebook.cli.client.Problem;
import io.minutebook.cli.client.Unreachable;
import io.minutebook.command.recovery.RecoveryRefused;
import io.minutebook.query.audit.AuditImpossible;
import io.minutebook.standalone.StandaloneFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What a person is told when a command could not run: one line that says what to do. */
final class Failures {

  static final int COULD_NOT_RUN = 2;

  private Failures() {}

  static int wrongArgument(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .printf(
            "minutebook: %s; see '%s --help'.%n",
            oneLine(String.valueOf(e.getMessage())), command.getCommandSpec().qualifiedName());
    return COULD_NOT_RUN;
  }

  static int failed(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println("minutebook: " + oneLine(message(e)));
    if (System.getenv("MINUTEBOOK_TRACE") != null) {
      e.printStackTrace(err);
    }
    err.flush();
    return COULD_NOT_RUN;
  }

  private static String message(Throwable e) {
    return switch (e) {
      case CannotRun cannot -> String.valueOf(cannot.getMessage());
      case StandaloneFailure failure -> String.valueOf(failure.getMessage());
      case AuditImpossible impossible ->
          impossible.getMessage() + ": is Minutebook running? See --kafka and --mongodb.";
      case RecoveryRefused refused -> refused.getMessage() + ".";
      case Unreachable away ->
          "no answer from %s (%s): start Minutebook with 'minutebook up', or name another address."
              .formatted(away.service(), away.getMessage());
      case Problem problem when problem.isAboutRights() ->
          problem.getMessage() + ": give another token with --token or MINUTEBOOK_TOKEN.";
      case Problem problem -> String.valueOf(problem.getMessage());
      case UncheckedIOException wrapped -> String.valueOf(wrapped.getMessage());
      case NoSuchFileException missing -> "there is no " + missing.getFile() + ".";
      case AccessDeniedException denied -> denied.getFile() + " may not be used: check its rights.";
      case IOException io -> io.getMessage() == null ? io.toString() : io.getMessage();
      default -> "unexpected: " + e + " (MINUTEBOOK_TRACE=1 shows where).";
    };
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
