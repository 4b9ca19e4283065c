package io.minutebook.query.audit;

import io.minutebook.log.Commit;
import io.minutebook.seal.SealedHead;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds what was sealed of a stream against its commits, which come in their order. */
final class SealedCheck {

  private final String stream;
  private final Iterator<SealedHead> sealed;
  private final Findings findings;
  private @Nullable SealedHead next;
  private long last = -1;

  /**
   * @param sealed by version
   */
  SealedCheck(String stream, List<SealedHead> sealed, Findings findings) {
    this.stream = stream;
    this.sealed = sealed.iterator();
    this.findings = findings;
    advance();
  }

  private void advance() {
    next = sealed.hasNext() ? sealed.next() : null;
  }

  void take(Commit commit) {
    last = Math.max(last, commit.lastVersion());
    while (next != null && next.version() <= commit.lastVersion()) {
      if (next.version() != commit.lastVersion()) {
        add(next, "version", "no command ends there");
      } else if (!Arrays.equals(next.hash().bytes(), commit.hash())) {
        add(next, "hash", "its hash was " + next.hash());
      }
      advance();
    }
  }

  private void add(SealedHead head, String field, String detail) {
    findings.add(
        Finding.Kind.SEALED_DIFFERS,
        stream,
        head.version(),
        field,
        "when version %d was sealed it was another one: %s".formatted(head.version(), detail));
  }

  void end() {
    if (next != null) {
      findings.add(
          Finding.Kind.SEALED_MISSING,
          stream,
          last + 1,
          "version %d was sealed; the store ends at %d".formatted(next.version(), last));
    }
  }
}
