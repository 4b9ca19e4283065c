package io.minutebook.query.audit;

import java.util.List;

/**
 * What a verification saw.
 *
 * @param findings the first of each kind in each stream; none: all is as it should be
 * @param more how many findings there were beyond those, of which only the number is known
 * @param latestSeal the number of the latest seal that was looked at; 0 if there is none
 * @param notes what could not be checked, for a person
 * @param pending events that are stored and neither in the log yet nor sealed; that is no fault
 */
public record Report(
    List<Finding> findings,
    long more,
    long streams,
    long commits,
    long events,
    long records,
    long pending,
    long latestSeal,
    List<String> notes) {

  public Report {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  public boolean isClean() {
    return findings.isEmpty();
  }
}
