package io.minutebook.command.axon;

import io.minutebook.command.Context;
import io.minutebook.command.Outcome;
import io.minutebook.command.Request;
import io.minutebook.command.meeting.Facts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** The way of a request to its aggregate, and of the verdict back. */
final class Dispatch {

  private final CommandGateway gateway;

  Dispatch(CommandGateway gateway) {
    this.gateway = gateway;
  }

  /**
   * Has a request decided and its events appended.
   *
   * @param facts what it has to know of other streams; a series knows none
   */
  Verdict send(Request request, String commandId, Facts facts) {
    Decide message =
        switch (request) {
          case Request.ForSeries r -> new Decide.OnSeries(r.stream(), r, commandId);
          case Request.ForMeeting r -> new Decide.OnMeeting(r.stream(), r, commandId, facts);
          case Request.ForDocument r -> new Decide.OnMeeting(r.stream(), r, commandId, facts);
        };
    try {
      return gateway.sendAndWait(message);
    } catch (CommandExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** The answer to a verdict that stands. */
  static Outcome answer(String stream, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Refused refused -> throw refused.refusal();
      case Verdict.Unchanged unchanged ->
          new Outcome(stream, unchanged.version(), List.of(), List.of(), unchanged.commands());
      case Verdict.Applied applied -> {
        long last = applied.version() + applied.count();
        yield new Outcome(
            stream,
            last,
            eventIds(stream, applied.version() + 1, last),
            applied.entries(),
            List.of());
      }
    };
  }

  static List<String> eventIds(String stream, long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(v -> stream + "@" + v).toList();
  }

  /** The command id: one key of one actor is one command, wherever it is sent. */
  static String commandId(Context context) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : List.of(context.actor(), context.idempotencyKey())) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
