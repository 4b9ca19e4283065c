package io.minutebook.benchmark.crash;

import io.minutebook.query.audit.Audit;
import io.minutebook.query.audit.Finding;
import io.minutebook.query.audit.Progress;
import java.util.List;

/** What the product's own audit finds: the same as {@code minutebook verify}. */
final class AuditFindings {

  private AuditFindings() {}

  static List<Violation> of(String mongodbUri, String kafka) {
    try (Audit audit =
        Audit.open(new Audit.Source(mongodbUri, StoreReader.database(), kafka, LogReader.TOPIC))) {
      return audit.verify(Progress.NONE).findings().stream().map(AuditFindings::violation).toList();
    }
  }

  private static Violation violation(Finding finding) {
    return Violation.in(
        Violation.Kind.VERIFICATION,
        finding.stream(),
        finding.version(),
        finding.kind() + ": " + finding.detail());
  }
}
