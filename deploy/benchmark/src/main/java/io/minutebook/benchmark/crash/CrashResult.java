package io.minutebook.benchmark.crash;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a run.
 *
 * @param figures by name, in the order of telling: numbers, or maps of them
 * @param violations none, if all promises were kept
 * @param complete whether there was time for all the troubles that were asked for
 */
record CrashResult(Map<String, Object> figures, List<Violation> violations, boolean complete) {

  CrashResult {
    violations = List.copyOf(violations);
  }

  static CrashResult of(
      CrashSettings settings,
      Installation installation,
      Evidence evidence,
      Tally tally,
      Troublemaker troublemaker,
      Reactions reactions,
      Duration trouble,
      long accepted,
      Duration rest,
      List<Violation> violations) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("seed", settings.seed());
    figures.put("mongodb", settings.mongodbCommand() == null ? "embedded" : "given");
    figures.put("kills", sum(troublemaker.kills()));
    figures.put("killsByPart", new TreeMap<>(troublemaker.kills()));
    figures.put("cuts", sum(troublemaker.cuts()));
    figures.put("cutsByKind", new TreeMap<>(troublemaker.cuts()));
    figures.put("troublesWithoutLoad", troublemaker.withoutLoad());
    figures.put("troubleSeconds", seconds(trouble));
    figures.put("restSeconds", seconds(rest));
    Map<String, Object> starts = new LinkedHashMap<>();
    for (Part part : installation.parts()) {
      starts.put(part.name(), seconds(part.starts().median()));
    }
    figures.put("medianStartSeconds", starts);
    figures.put(
        "startsThatFailed", installation.parts().stream().mapToLong(Part::failedStarts).sum());
    figures.put("sent", evidence.sent().size());
    figures.put("acknowledged", evidence.acknowledged().size());
    figures.put("acknowledgedPerSecond", Math.round(accepted / seconds(trouble)));
    figures.put("attempts", tally.attempts.sum());
    figures.put("retries", tally.retries.sum());
    figures.put("answers503", tally.turnedAway.sum());
    figures.put("connectionErrors", tally.noConnection.sum());
    figures.put("timeOuts", tally.timedOut.sum());
    figures.put("sentToBothAtOnce", tally.sentTwice.sum());
    figures.put("repeatedLater", tally.repeated.sum());
    figures.put("givenUp", tally.abandoned.sum());
    long stored = CommandCheck.stored(evidence);
    figures.put("storedUnacknowledged", stored - evidence.acknowledged().size());
    figures.put("streams", evidence.stored().size());
    figures.put("commits", evidence.stored().values().stream().mapToInt(List::size).sum());
    figures.put("events", events(evidence));
    figures.put("records", evidence.logged().values().stream().mapToInt(List::size).sum());
    figures.put("recordsRepeated", LogComparison.repeated(evidence.logged()));
    figures.put("takeovers", figures(reactions.takeovers));
    figures.put("takeoversDisturbed", figures(reactions.disturbedTakeovers));
    figures.put("brokerBacklogs", figures(reactions.backlogs));
    figures.put("brokerBacklogsDisturbed", figures(reactions.disturbedBacklogs));
    boolean complete =
        sum(troublemaker.kills()) == settings.kills()
            && sum(troublemaker.cuts()) == settings.cuts();
    return new CrashResult(figures, violations, complete);
  }

  private static long events(Evidence evidence) {
    return evidence.stored().values().stream()
        .flatMap(List::stream)
        .mapToLong(commit -> commit.lastVersion() - commit.version() + 1)
        .sum();
  }

  private static Map<String, Object> figures(Durations durations) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("number", durations.number());
    figures.put("medianSeconds", seconds(durations.median()));
    figures.put("longestSeconds", seconds(durations.longest()));
    return figures;
  }

  private static double seconds(Duration duration) {
    return Math.round(duration.toMillis() / 10.0) / 100.0;
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
