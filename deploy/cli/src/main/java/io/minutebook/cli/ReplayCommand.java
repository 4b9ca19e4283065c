package io.minutebook.cli;

import io.minutebook.event.MeetingId;
import io.minutebook.query.audit.Audit;
import io.minutebook.query.audit.Audit.From;
import io.minutebook.query.audit.Moment;
import io.minutebook.query.audit.Replay;
import io.minutebook.query.audit.Scope;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minutebook replay}: the minutes folded afresh. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Folds minutes afresh from the first event on, from Kafka's log and from MongoDB's commits, and"
          + " compares what comes out. Exit code 1: it is not the same.",
      "With a meeting: prints its minutes as they come out. With a series: prints the series; its"
          + " minutes, and everything else, are written with --out."
    })
final class ReplayCommand implements Callable<Integer> {

  /** Of what it is folded. */
  enum Source {
    KAFKA,
    MONGODB,
    BOTH
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SERIES|MEETING",
      description = "Only this series with its meetings, or this meeting: SERIES/YYYY-MM-DD[-2].")
  private @Nullable String only;

  @Option(
      names = "--to",
      paramLabel = "MOMENT",
      description = "As of when: " + Moments.FORMS + " (default: now).")
  private @Nullable String to;

  @Option(
      names = "--from",
      paramLabel = "SOURCE",
      defaultValue = "both",
      description = "Of what: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private Source from;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description =
          "Writes the minutes there: a file for a meeting, otherwise a folder with SERIES/DAY and"
              + " SERIES/series.")
  private @Nullable Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Of what is printed or written: ${COMPLETION-CANDIDATES} (default: markdown).")
  private @Nullable ReplayedForm format;

  @Option(
      names = "--watch",
      description =
          "Goes through the events of a meeting one by one and shows what each did; at a terminal it"
              + " asks for the next one.")
  private boolean watch;

  @Option(
      names = "--compare",
      arity = "2",
      paramLabel = "MOMENT",
      description = "What changed in a meeting between two moments.")
  private List<String> compared = List.of();

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private MomentOptions moments;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private AuditOptions options;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() {
    refuseWhatCannotBeTogether();
    Scope scope = only == null ? Scope.ALL : scope(only);
    Moment moment = Moments.parse("--to", to == null ? "now" : to, moments.by());
    try (Audit audit = options.open();
        AuditProgress progress = new AuditProgress(output)) {
      if (watch || !compared.isEmpty()) {
        MeetingId meeting = meeting(scope);
        MeetingReplay replay = new MeetingReplay(audit, first(), meeting, progress, output);
        return watch
            ? replay.watch(moment)
            : replay.compare(
                Moments.parse("--compare", compared.getFirst(), moments.by()),
                Moments.parse("--compare", compared.getLast(), moments.by()));
      }
      return replay(audit, new Replay.Selection(scope, moment), progress);
    }
  }

  private void refuseWhatCannotBeTogether() {
    if (watch && !compared.isEmpty()) {
      throw new CannotRun("--watch and --compare cannot be given together: leave one out.");
    }
    if (to != null && !compared.isEmpty()) {
      throw new CannotRun("--compare has its two moments already: leave --to out.");
    }
    if ((watch || !compared.isEmpty()) && (out != null || format != null)) {
      throw new CannotRun(
          "%s shows what events did and writes no minutes: leave %s out."
              .formatted(watch ? "--watch" : "--compare", out != null ? "--out" : "--format"));
    }
  }

  private static Scope scope(String text) {
    try {
      return Scope.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CannotRun(
          "'%s' is neither a series nor a meeting (SERIES/YYYY-MM-DD[-2]).".formatted(text), e);
    }
  }

  private MeetingId meeting(Scope scope) {
    if (scope instanceof Scope.OfMeeting(MeetingId meeting)) {
      return meeting;
    }
    throw new CannotRun(
        "%s goes through one meeting: name it, as SERIES/YYYY-MM-DD[-2]."
            .formatted(watch ? "--watch" : "--compare"));
  }

  private ReplayedForm form() {
    return format == null ? ReplayedForm.MARKDOWN : format;
  }

  private From first() {
    return from == Source.MONGODB ? From.STORE : From.LOG;
  }

  private int replay(Audit audit, Replay.Selection selection, AuditProgress progress) {
    boolean isMeeting = selection.scope() instanceof Scope.OfMeeting;
    ReplayedMinutes written = new ReplayedMinutes(form(), out, isMeeting);
    ReplayedMinutes other = ReplayedMinutes.forComparison(form());
    // The store first: what it has, the log has or gets, and not the other way round.
    if (from == Source.BOTH) {
      audit.replay(From.STORE, selection, progress, other);
    }
    Replay.Summary summary = audit.replay(first(), selection, progress, written);
    if (from == Source.BOTH) {
      catchUp(audit, progress, written, other);
    }
    List<String> differing = from == Source.BOTH ? written.differing(other) : List.of();
    if (isMeeting) {
      return print(selection, written, differing);
    }
    if (summary.streams() == 0 && differing.isEmpty() && only != null) {
      throw new CannotRun(
          "the %s has nothing of a series '%s' as of then."
              .formatted(from == Source.MONGODB ? "store" : "log", only));
    }
    Optional<Replayed> series = only == null ? Optional.empty() : written.lastSeries();
    if (out == null && !output.json()) {
      series.ifPresent(found -> output.out().print(found.text(form())));
    }
    differing.forEach(line -> output.line("differs: " + line));
    output.line(
        "replayed %d streams, %d meetings, %d events%s"
            .formatted(
                summary.streams(), summary.meetings(), summary.events(), outcome(differing)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("streams", summary.streams());
    json.put("meetings", summary.meetings());
    json.put("events", summary.events());
    json.put("compared", from == Source.BOTH);
    json.put("differing", differing);
    series.ifPresent(found -> json.put("series", found.json()));
    output.json(json);
    return differing.isEmpty() ? 0 : 1;
  }

  /** What was written between the two readings is no difference: the store has it by now. */
  private static void catchUp(
      Audit audit, AuditProgress progress, ReplayedMinutes ofLog, ReplayedMinutes ofStore) {
    ofLog
        .ahead(ofStore)
        .forEach(
            (name, version) -> {
              Scope scope = ReplayedMinutes.scope(name);
              Moment moment = new Moment.Version(version);
              audit.replay(
                  From.STORE,
                  new Replay.Selection(scope, moment),
                  progress,
                  scope instanceof Scope.OfMeeting ? ofStore : ofStore.onlySeries());
            });
  }

  private String outcome(List<String> differing) {
    return switch (from) {
      case KAFKA -> " from the log";
      case MONGODB -> " from the store";
      case BOTH ->
          differing.isEmpty()
              ? ": log and store come out the same"
              : ": " + differing.size() + " come out differently";
    };
  }

  private int print(Replay.Selection selection, ReplayedMinutes written, List<String> differing) {
    Optional<Replayed> replayed = written.lastMeeting();
    if (replayed.isEmpty()) {
      throw new CannotRun(
          "the %s has no minutes of %s as of then."
              .formatted(from == Source.MONGODB ? "store" : "log", selection.scope()));
    }
    long version = replayed.get().version();
    if (selection.to() instanceof Moment.Version(long wanted) && version < wanted) {
      throw new CannotRun(
          "%s has no version %d: the last is %d.".formatted(selection.scope(), wanted, version));
    }
    if (out == null && !output.json()) {
      output.out().print(replayed.get().text(form()));
      output.out().flush();
    }
    differing.forEach(line -> output.remark("differs: " + line));
    output.json(replayed.get().json());
    return differing.isEmpty() ? 0 : 1;
  }
}
