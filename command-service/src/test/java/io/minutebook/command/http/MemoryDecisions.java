package io.minutebook.command.http;

import io.minutebook.command.Decisions;
import io.minutebook.command.Expected;
import io.minutebook.command.Outcome;
import io.minutebook.command.Refusal;
import io.minutebook.command.Request;
import io.minutebook.command.Unsettled;
import io.minutebook.command.meeting.MeetingCommand.AddNote;
import io.minutebook.command.meeting.MeetingCommand.ScheduleMeeting;
import io.minutebook.command.meeting.NamedCommand;
import io.minutebook.command.series.SeriesCommand.CreateSeries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decisions at the seam, in memory: each request that is taken is one event of its stream, a known
 * key gets the first answer, and what was asked can be looked at.
 */
final class MemoryDecisions implements Decisions {

  private final Map<String, Long> heads = new HashMap<>();
  private final Map<String, Taken> taken = new HashMap<>();
  private final List<Request> asked = new ArrayList<>();
  private boolean onVirtualThread;

  private record Taken(String fingerprint, Outcome outcome) {}

  @Override
  public synchronized Outcome decide(Request request) {
    asked.add(request);
    onVirtualThread = Thread.currentThread().isVirtual();
    switch (request.context().idempotencyKey()) {
      case "unsettled" -> throw new Unsettled("no answer in 5 s", new IllegalStateException());
      case "broken" -> throw new IllegalStateException("the password is swordfish");
      default -> {}
    }
    String command = request.context().actor() + " " + request.context().idempotencyKey();
    Taken before = taken.get(command);
    if (before != null) {
      if (!before.fingerprint.equals(request.context().fingerprint())) {
        throw Refusal.invalid("Idempotency-Key", "this key was used for another request");
      }
      return before.outcome;
    }
    Long head = heads.get(request.stream());
    check(request, head);
    Outcome outcome = store(request, head == null ? 0 : head + 1);
    if (!outcome.events().isEmpty()) {
      taken.put(command, new Taken(request.context().fingerprint(), outcome));
    }
    return outcome;
  }

  private static void check(Request request, @Nullable Long head) {
    boolean matches =
        switch (request.expected()) {
          case Expected.Unstated() -> true;
          case Expected.Existing() -> head != null;
          case Expected.Absent() -> head == null;
          case Expected.Version(long version) -> head != null && head == version;
        };
    if (!matches) {
      throw new Refusal(Refusal.Kind.STALE, null, "the version is " + head);
    }
    boolean creates =
        switch (request) {
          case Request.ForSeries series -> series.command() instanceof CreateSeries;
          case Request.ForMeeting meeting ->
              meeting.commands().getFirst().command() instanceof ScheduleMeeting;
          case Request.ForDocument _ -> true;
        };
    if (head == null && !creates) {
      throw Refusal.notFound(null, request.stream() + " does not exist");
    }
    if (head != null && request instanceof Request.ForDocument) {
      if (request.expected() instanceof Expected.Unstated) {
        throw new Refusal(Refusal.Kind.PRECONDITION_REQUIRED, "If-Match", "send If-Match");
      }
    } else if (head != null && creates) {
      throw Refusal.conflict(null, request.stream() + " exists already");
    }
  }

  private Outcome store(Request request, long version) {
    String stream = request.stream();
    List<NamedCommand> commands = List.of();
    if (request instanceof Request.ForDocument document) {
      NamedCommand note =
          new NamedCommand("x", new AddNote(null, null, null, null, document.markdown()));
      commands = List.of(new NamedCommand(null, new ScheduleMeeting("A title")), note);
      if (document.dryRun()) {
        return new Outcome(stream, version - 1, List.of(), List.of(), commands);
      }
    }
    heads.put(stream, version);
    return new Outcome(
        stream, version, List.of(stream + "@" + version), List.of("e" + (version + 1)), commands);
  }

  /** The last request that got through to here under a key. */
  synchronized Request under(String key) {
    return asked.reversed().stream()
        .filter(request -> request.context().idempotencyKey().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing was asked under " + key));
  }

  synchronized int count() {
    return asked.size();
  }

  synchronized boolean wasOnVirtualThread() {
    return onVirtualThread;
  }
}
