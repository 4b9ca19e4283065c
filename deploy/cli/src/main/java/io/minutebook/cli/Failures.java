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
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;
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
      case UncheckedIOException wrapped -> message(wrapped);
      case NoSuchFileException missing -> "there is no " + missing.getFile() + ".";
      case AccessDeniedException denied -> denied.getFile() + " may not be used: check its rights.";
      case FileSystemException unusable ->
          "%s cannot be used (%s): name another."
              .formatted(unusable.getFile(), reason(unusable.getReason(), unusable));
      case IOException io -> io.getMessage() == null ? io.toString() : io.getMessage();
      default -> "unexpected: " + e + " (MINUTEBOOK_TRACE=1 shows where).";
    };
  }

  /** Its own words; if it has none but its cause's, those that are for a person. */
  private static String message(UncheckedIOException wrapped) {
    Throwable cause = wrapped.getCause();
    String own = wrapped.getMessage();
    return cause != null && (own == null || own.equals(cause.toString()))
        ? message(cause)
        : String.valueOf(own);
  }

  private static String reason(@Nullable String given, FileSystemException e) {
    return switch (e) {
      case FileAlreadyExistsException _ -> "it is there already";
      case NotDirectoryException _ -> "it is no folder";
      case DirectoryNotEmptyException _ -> "it is not empty";
      default -> given == null ? e.getClass().getSimpleName() : given;
    };
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
