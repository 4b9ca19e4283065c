package io.minutebook.benchmark.crash;

import io.minutebook.benchmark.crash.Violation.Kind;
import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds evidence against what was promised. */
final class Judge {

  private final Evidence evidence;
  private final List<Violation> violations = new ArrayList<>();

  private Judge(Evidence evidence) {
    this.evidence = evidence;
  }

  /** Every violation of a promise that the evidence shows, in the order of streams. */
  static List<Violation> judge(Evidence evidence) {
    Judge judge = new Judge(evidence);
    new TreeMap<>(evidence.stored()).forEach(judge::chain);
    judge.violations.addAll(CommandCheck.check(evidence));
    judge.violations.addAll(LogComparison.check(evidence.stored(), evidence.logged()));
    evidence
        .pending()
        .forEach(
            id ->
                judge.add(
                    Kind.STILL_PENDING,
                    id.substring(0, id.lastIndexOf('@')),
                    Long.parseLong(id.substring(id.lastIndexOf('@') + 1)),
                    "marked as not yet published"));
    judge.views();
    return List.copyOf(judge.violations);
  }

  private void chain(String stream, List<Commit> commits) {
    Head head = null;
    for (Commit commit : commits) {
      long expected = head == null ? 0 : head.version() + 1;
      if (commit.version() != expected) {
        add(
            Kind.STORE_GAP,
            stream,
            commit.version(),
            "version %d is expected here".formatted(expected));
      } else if (!commit.follows(head)) {
        add(
            Kind.CHAIN_BROKEN,
            stream,
            commit.version(),
            "not chained to the commit before it, or dated before it");
      }
      if (!commit.isIntact()) {
        add(Kind.CHAIN_BROKEN, stream, commit.version(), "not what its hash was taken of");
      }
      head = commit.head();
    }
  }

  private void views() {
    for (Map.Entry<String, List<Commit>> each : new TreeMap<>(evidence.stored()).entrySet()) {
      long stored = each.getValue().getLast().lastVersion();
      long viewed = evidence.viewed().getOrDefault(each.getKey(), -1L);
      if (viewed != stored) {
        add(
            Kind.VIEW_BEHIND,
            each.getKey(),
            viewed + 1,
            "the views end at version %d, the store at %d".formatted(viewed, stored));
      }
    }
  }

  private void add(Kind kind, String stream, long version, String detail) {
    violations.add(Violation.in(kind, stream, version, detail));
  }
}
