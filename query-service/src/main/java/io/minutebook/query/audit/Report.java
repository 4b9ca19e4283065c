package io.minutebook.query.audit;

import java.util.List;

/**
 * What a verification saw.
 *
 * @param findings the first of each kind in each stream; none: all is as it should be
 * @param more how many findings there were beyond those, of which only the number is known
 * @param pending events that are stored and not yet in the log; that is no fault
 */
public record Report(
    List<Finding> findings,
    long more,
    long streams,
    long commits,
    long events,
    long records,
    long pending) {

  public Report {
    findings = List.copyOf(findings);
  }

  public boolean isClean() {
    return findings.isEmpty();
  }
}
