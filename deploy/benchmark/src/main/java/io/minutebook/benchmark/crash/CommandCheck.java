package io.minutebook.benchmark.crash;

import io.minutebook.benchmark.crash.Violation.Kind;
import io.minutebook.log.Commit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether each command that was acknowledged is stored exactly once and as it was acknowledged, and
 * each other one at most once.
 */
final class CommandCheck {

  private final Evidence evidence;
  private final List<Violation> violations = new ArrayList<>();

  /** Where a command's mark is. */
  private final Map<Long, Commit> byMark = new HashMap<>();

  private final Map<String, Commit> byCommandId = new HashMap<>();

  private CommandCheck(Evidence evidence) {
    this.evidence = evidence;
  }

  static List<Violation> check(Evidence evidence) {
    CommandCheck check = new CommandCheck(evidence);
    new TreeMap<>(evidence.stored()).values().forEach(commits -> commits.forEach(check::index));
    new TreeMap<>(evidence.acknowledged()).forEach(check::acknowledged);
    return check.violations;
  }

  /** How many commands that were sent are stored. */
  static long stored(Evidence evidence) {
    CommandCheck check = new CommandCheck(evidence);
    evidence.stored().values().forEach(commits -> commits.forEach(check::index));
    return check.byMark.size();
  }

  /** The id under which the command service stores a key of somebody. */
  static String commandId(String actor, String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((actor + "\0" + key + "\0").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void index(Commit commit) {
    Commit other = byCommandId.putIfAbsent(commit.commandId(), commit);
    if (other != null) {
      doubled(commit, "its command id is that of " + other);
    }
    List<Long> marks = new ArrayList<>();
    for (byte[] event : commit.events()) {
      Command.marksIn(new String(event, StandardCharsets.UTF_8)).forEach(marks::add);
    }
    if (marks.isEmpty()) {
      violations.add(
          Violation.in(
              Kind.INVENTED, commit.stream(), commit.version(), "no command's text is in it"));
    }
    for (Long mark : marks) {
      Commit before = byMark.putIfAbsent(mark, commit);
      Command command = evidence.sent().get(mark);
      if (command == null) {
        violations.add(
            Violation.in(
                Kind.INVENTED,
                commit.stream(),
                commit.version(),
                "%s was never sent".formatted(Command.key(mark))));
      } else if (before != null) {
        doubled(commit, "%s is in %s as well".formatted(command.key(), before));
      }
    }
  }

  private void doubled(Commit commit, String detail) {
    violations.add(Violation.in(Kind.DOUBLED, commit.stream(), commit.version(), detail));
  }

  private void acknowledged(Long number, Acknowledgement answer) {
    Command command = evidence.sent().get(number);
    Commit commit = byMark.get(number);
    if (command == null) {
      throw new IllegalArgumentException("an answer to what was never sent: " + answer);
    }
    String fault = fault(command, answer, commit);
    if (fault != null) {
      violations.add(
          new Violation(
              Kind.LOST,
              answer.stream(),
              answer.version(),
              command.key(),
              "acknowledged as %s; %s".formatted(answer.events(), fault)));
    }
  }

  private @Nullable String fault(Command command, Acknowledgement answer, @Nullable Commit commit) {
    if (commit == null) {
      return "its text is nowhere in the store";
    }
    if (!commit.commandId().equals(commandId(evidence.actor(), command.key()))) {
      return "its text is in %s, which is another command's".formatted(commit);
    }
    List<String> events = new ArrayList<>();
    for (long version = commit.version(); version <= commit.lastVersion(); version++) {
      events.add(commit.stream() + "@" + version);
    }
    if (!commit.stream().equals(answer.stream())
        || commit.lastVersion() != answer.version()
        || !events.equals(answer.events())) {
      return "it is stored as " + events;
    }
    return null;
  }
}
