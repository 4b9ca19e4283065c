package io.minutebook.cli;

import io.minutebook.event.MeetingId;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.query.audit.Audit;
import io.minutebook.query.audit.Replay;
import io.minutebook.query.view.StoredMinutes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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
      "Folds all minutes afresh, from Kafka's log and from MongoDB's commits, and compares what"
          + " comes out. Exit code 1: it is not the same.",
      "With a meeting: prints its minutes as they come out of the log."
    })
final class ReplayCommand implements Callable<Integer> {

  /** What a meeting came out as: its version and its document. */
  private record Outcome(long version, String document) {}

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MEETING",
      description = "Only this one: SERIES/YYYY-MM-DD[-2].")
  private @Nullable MeetingId meeting;

  @Option(
      names = "--as-of",
      paramLabel = "VERSION",
      description = "Up to this version of every stream, from 0.")
  private @Nullable Long version;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private AuditOptions options;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() {
    Replay.Selection selection =
        new Replay.Selection(meeting, version == null ? Long.MAX_VALUE : version);
    Map<String, Outcome> ofLog = new TreeMap<>();
    Map<String, Outcome> ofStore = new TreeMap<>();
    Replay.Summary summary;
    try (Audit audit = options.open();
        AuditProgress progress = new AuditProgress(output)) {
      // The store first: what it has, the log has or gets, and not the other way round.
      audit.replayStore(selection, progress, minutes -> keep(ofStore, minutes));
      summary = audit.replayLog(selection, progress, minutes -> keep(ofLog, minutes));
    }
    if (meeting != null) {
      return print(meeting, ofLog.get(meeting.toString()));
    }
    List<String> differing = differing(ofLog, ofStore);
    differing.forEach(line -> output.line("differs: " + line));
    output.line(
        "replayed %d streams, %d meetings, %d events: %s"
            .formatted(
                summary.streams(),
                summary.meetings(),
                summary.events(),
                differing.isEmpty()
                    ? "log and store come out the same"
                    : differing.size() + " meetings come out differently"));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("streams", summary.streams());
    json.put("meetings", summary.meetings());
    json.put("events", summary.events());
    json.put("differing", differing);
    output.json(json);
    return differing.isEmpty() ? 0 : 1;
  }

  private int print(MeetingId asked, @Nullable Outcome outcome) {
    if (outcome == null) {
      throw new CannotRun("the log has no minutes of %s.".formatted(asked));
    }
    if (!output.json()) {
      output.out().print(outcome.document());
      output.out().flush();
    }
    output.json(
        Map.of(
            "meeting", asked.toString(),
            "version", outcome.version(),
            "markdown", outcome.document()));
    return 0;
  }

  private static void keep(Map<String, Outcome> outcomes, StoredMinutes minutes) {
    outcomes.put(
        minutes.meeting().toString(),
        new Outcome(minutes.version(), MarkdownWriter.write(minutes.minutes())));
  }

  private static List<String> differing(Map<String, Outcome> ofLog, Map<String, Outcome> ofStore) {
    TreeSet<String> meetings = new TreeSet<>(ofLog.keySet());
    meetings.addAll(ofStore.keySet());
    List<String> differing = new ArrayList<>();
    for (String meeting : meetings) {
      Outcome log = ofLog.get(meeting);
      Outcome store = ofStore.get(meeting);
      if (store == null || log == null) {
        differing.add(meeting + " is only in the " + (log == null ? "store" : "log"));
      } else if (!log.equals(store)) {
        differing.add(
            "%s: version %d in the log, %d in the store%s"
                .formatted(
                    meeting,
                    log.version(),
                    store.version(),
                    log.document().equals(store.document()) ? "" : ", with another document"));
      }
    }
    return differing;
  }
}
