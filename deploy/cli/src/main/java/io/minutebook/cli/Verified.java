package io.minutebook.cli;

import io.minutebook.query.audit.Report;
import io.minutebook.query.audit.VerifyOptions;
import java.util.Map;

/**
 * How a verification went, as a person is told: never that all is in order without saying what was
 * not looked at.
 *
 * @param asked what was verified, and against what
 */
record Verified(VerifyOptions asked, Report report) {

  /** Whether the signatures of seals were checked; there is nothing to check before the first. */
  boolean areSignaturesChecked() {
    return report.latestSeal() > 0 && !asked.keys().isEmpty();
  }

  /** How many findings there are, also those that are not listed. */
  long found() {
    return report.findings().size() + report.more();
  }

  /** In some words. */
  String outcome() {
    String said = report.isClean() ? "all is in order" : found() + " found wrong";
    if (report.latestSeal() > 0 && !areSignaturesChecked()) {
      return said
          + (report.isClean() ? ", but" : ", and")
          + " the seals' signatures were not checked";
    }
    return said;
  }

  /** In a line, with how much was looked at. */
  String line() {
    return "%s: %d streams, %d commits, %d events, %d records in the log%s; %s"
        .formatted(
            outcome(),
            report.streams(),
            report.commits(),
            report.events(),
            report.records(),
            report.pending() == 0 ? "" : ", %d not in it yet".formatted(report.pending()),
            report.latestSeal() == 0
                ? "nothing is sealed"
                : "sealed up to seal %d".formatted(report.latestSeal()));
  }

  /** Tells how many findings are not listed, what could not be checked, and the outcome. */
  void tell(Output output, String before) {
    if (report.more() > 0) {
      output.line("wrong: %d findings more, which are not listed".formatted(report.more()));
    }
    report.notes().forEach(note -> output.remark("note: " + note));
    output.line(before + line());
  }

  /** Adds what scripts want to know beside the findings. */
  void addTo(Map<String, Object> json) {
    json.put("clean", report.isClean());
    json.put("signaturesChecked", areSignaturesChecked());
    json.put("more", report.more());
    json.put("notes", report.notes());
  }
}
