package io.minutebook.cli;

import io.minutebook.event.MeetingId;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.audit.Audit;
import io.minutebook.query.audit.Audit.From;
import io.minutebook.query.audit.MinutesDiff;
import io.minutebook.query.audit.MinutesDiff.EntryChange;
import io.minutebook.query.audit.Moment;
import io.minutebook.query.audit.Replay;
import io.minutebook.query.audit.ReplayedStep;
import io.minutebook.query.audit.Scope;
import io.minutebook.query.audit.UnifiedDiff;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.StoredMinutes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The minutes of one meeting, gone through event by event, or between two moments. */
final class MeetingReplay {

  private static final String HELP =
      "n or Enter: next, p: back, VERSION: go there, d: whole document or what changed, q: end > ";

  private final Audit audit;
  private final From from;
  private final MeetingId meeting;
  private final AuditProgress progress;
  private final Output output;

  MeetingReplay(Audit audit, From from, MeetingId meeting, AuditProgress progress, Output output) {
    this.audit = audit;
    this.from = from;
    this.meeting = meeting;
    this.progress = progress;
    this.output = output;
  }

  /** Shows what each event did; at a terminal one after the other, as they are asked for. */
  int watch(Moment upTo) {
    List<ReplayedStep> steps = audit.steps(from, meeting, upTo, progress);
    progress.close();
    if (steps.isEmpty()) {
      throw none();
    }
    if (output.json()) {
      output.json(IntStream.range(0, steps.size()).mapToObj(i -> json(steps, i)).toList());
    } else if (Output.isTerminal()) {
      page(steps);
    } else {
      for (int i = 0; i < steps.size(); i++) {
        show(steps, i, false);
      }
    }
    return 0;
  }

  private CannotRun none() {
    return new CannotRun(
        "the %s has no minutes of %s as of then."
            .formatted(from == From.STORE ? "store" : "log", meeting));
  }

  private void page(List<ReplayedStep> steps) {
    int at = 0;
    boolean whole = false;
    while (true) {
      show(steps, at, whole);
      String said = Output.ask("%d of %d. %s".formatted(at, steps.size() - 1, HELP)).orElse("q");
      switch (said.strip().toLowerCase(Locale.ROOT)) {
        case "", "n" -> at = Math.min(at + 1, steps.size() - 1);
        case "p" -> at = Math.max(at - 1, 0);
        case "d" -> whole = !whole;
        case "q" -> {
          return;
        }
        default -> at = version(said.strip(), steps.size()).orElse(at);
      }
    }
  }

  private Optional<Integer> version(String text, int versions) {
    if (text.matches("\\d{1,9}") && Integer.parseInt(text) < versions) {
      return Optional.of(Integer.valueOf(text));
    }
    output.remark("There is no version '%s': there are 0 to %d.".formatted(text, versions - 1));
    return Optional.empty();
  }

  private void show(List<ReplayedStep> steps, int at, boolean whole) {
    ReplayedStep step = steps.get(at);
    output.line(heading(step.change()));
    String text = whole ? document(step.minutes().minutes()) : diff(steps, at);
    if (!text.isEmpty()) {
      output.out().print(text.endsWith("\n") ? text : text + "\n");
    }
    output.out().println();
    output.out().flush();
  }

  private static String heading(Change change) {
    StringBuilder line = new StringBuilder();
    line.append("== version %d, %s".formatted(change.version(), change.at()));
    if (change.occurredAt() != null) {
      line.append(", occurred ").append(change.occurredAt());
    }
    line.append(": ").append(change.actor());
    if (change.onBehalfOf() != null) {
      line.append(" for ").append(change.onBehalfOf());
    }
    line.append(", ").append(change.command()).append(" -> ").append(change.type());
    if (change.entry() != null) {
      line.append(' ').append(change.entry());
    }
    if (change.reason() != null) {
      line.append(" (").append(change.reason()).append(')');
    }
    return line.toString();
  }

  private String diff(List<ReplayedStep> steps, int at) {
    String before = at == 0 ? "" : document(steps.get(at - 1).minutes().minutes());
    return UnifiedDiff.between(
        at == 0 ? "nothing" : meeting + "@" + (at - 1),
        before,
        meeting + "@" + at,
        document(steps.get(at).minutes().minutes()));
  }

  private Map<String, @Nullable Object> json(List<ReplayedStep> steps, int at) {
    Change change = steps.get(at).change();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("version", change.version());
    json.put("at", change.at().toString());
    json.put("occurredAt", change.occurredAt() == null ? null : change.occurredAt().toString());
    json.put("actor", change.actor());
    json.put("onBehalfOf", change.onBehalfOf());
    json.put("command", change.command());
    json.put("type", change.type());
    json.put("entry", change.entry());
    json.put("before", change.before());
    json.put("after", change.after());
    json.put("reason", change.reason());
    json.put("diff", diff(steps, at));
    return json;
  }

  private static String document(Minutes minutes) {
    return MarkdownWriter.write(minutes);
  }

  /** Tells what changed between two moments, entry by entry, and as a unified diff. */
  int compare(Moment one, Moment other) {
    Minutes before = asOf(one);
    Minutes after = asOf(other);
    progress.close();
    List<EntryChange> changes = MinutesDiff.entries(before, after);
    String text =
        UnifiedDiff.between(
            meeting + " " + name(one),
            document(before),
            meeting + " " + name(other),
            document(after));
    changes.forEach(change -> output.line(line(change)));
    if (!output.json()) {
      output.out().print(text);
      output.out().flush();
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("meeting", meeting.toString());
    json.put("entries", changes.stream().map(MeetingReplay::json).toList());
    json.put("text", text);
    output.json(json);
    return 0;
  }

  private Minutes asOf(Moment moment) {
    List<StoredMinutes> found = new ArrayList<>();
    Replay.Selection selection = new Replay.Selection(new Scope.OfMeeting(meeting), moment);
    audit.replay(from, selection, progress, found::add);
    if (found.isEmpty()) {
      throw none();
    }
    return found.getFirst().minutes();
  }

  private static String name(Moment moment) {
    return switch (moment) {
      case Moment.Now _ -> "now";
      case Moment.Published _ -> "published";
      case Moment.Version(long version) -> "version " + version;
      case Moment.Revision(String id) -> "revision " + id;
      case Moment.At at -> at.instant().toString();
    };
  }

  private static String line(EntryChange change) {
    List<String> parts = new ArrayList<>();
    parts.add(what(change) + " " + change.entry());
    if (change.textBefore() != null) {
      parts.add("was \"" + oneLine(change.textBefore()) + "\"");
    }
    if (change.textAfter() != null) {
      parts.add("is \"" + oneLine(change.textAfter()) + "\"");
    }
    return String.join(", ", parts);
  }

  private static String what(EntryChange change) {
    return change.what().stream()
        .sorted()
        .map(each -> each.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" and "));
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " / ");
  }

  private static Map<String, @Nullable Object> json(EntryChange change) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("entry", change.entry().toString());
    json.put("what", change.what().stream().sorted().map(Enum::name).toList());
    json.put("before", change.textBefore());
    json.put("after", change.textAfter());
    return json;
  }
}
