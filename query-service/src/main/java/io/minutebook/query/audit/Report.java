package io.minutebook.query.audit;

import java.util.List;

/**
 * What a verification saw.
 *
 * @param findings the first of each kind in each stream; none: all is as it should be
 * @param pending events that are stored and not yet in the log; that is no fault
 */
public record Report(
    List<Finding> findings, long streams, long commits, long events, long records, long pending) {

  public Report {
    findings = List.copyOf(findings);
  }

  public boolean isClean() {
    return findings.isEmpty();
  }
}
