package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.query.audit.AuditReport;
import io.minutebook.query.audit.Finding;
import io.minutebook.query.audit.Report;
import io.minutebook.query.audit.VerifyOptions;
import io.minutebook.query.view.TimeKind;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a verification, and what may not be left out. */
class VerifiedTest {

  private static final Finding WRONG =
      new Finding(
          Finding.Kind.CHAIN_BROKEN, "meeting/harbour/2026-03-02", 3, "hash", "it is another");

  @Test
  void in_order_is_never_said_of_seals_whose_signatures_were_not_checked() throws Exception {
    assertThat(unchecked(report(7, 0)).outcome())
        .isEqualTo("all is in order, but the seals' signatures were not checked");
    assertThat(unchecked(report(7, 0, WRONG)).outcome())
        .isEqualTo("1 found wrong, and the seals' signatures were not checked");
    assertThat(checked(report(7, 0)).outcome()).isEqualTo("all is in order");
    assertThat(checked(report(7, 0)).line()).endsWith("; sealed up to seal 7");
  }

  @Test
  void where_nothing_is_sealed_there_is_no_signature_to_check_and_the_line_says_so() {
    Verified verified = unchecked(report(0, 0));

    assertThat(verified.line()).startsWith("all is in order: ").endsWith("; nothing is sealed");
    assertThat(verified.areSignaturesChecked()).isFalse();
  }

  @Test
  void findings_that_are_not_listed_count_and_are_told_of_in_the_report() {
    Verified verified = unchecked(report(7, 41, WRONG));
    AuditReport.Period period =
        new AuditReport.Period(Instant.EPOCH, Instant.EPOCH, TimeKind.RECORDED, null);

    String markdown = new AuditReportText(empty(period), verified).markdown();

    assertThat(verified.found()).isEqualTo(42);
    assertThat(markdown)
        .contains("- Verification: **42 found wrong, and the seals' signatures were not checked**")
        .contains("- 41 findings more, which are not listed")
        .contains("- not checked: as the note says");
  }

  private static Report report(long latestSeal, long more, Finding... findings) {
    return new Report(
        List.of(findings), more, 2, 3, 4, 4, 0, latestSeal, List.of("as the note says"));
  }

  private static Verified unchecked(Report report) {
    return new Verified(VerifyOptions.ALL, report);
  }

  private static Verified checked(Report report) throws GeneralSecurityException {
    PublicKey key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
    return new Verified(VerifyOptions.ALL.with(List.of(key), null), report);
  }

  private static AuditReport empty(AuditReport.Period period) {
    return new AuditReport(
        period,
        new AuditReport.Totals(0, 0, 0, 0, 0, 0, 0, 0),
        List.of(),
        none(),
        none(),
        none(),
        0,
        none(),
        none(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static <T> AuditReport.Listed<T> none() {
    return new AuditReport.Listed<>(List.of(), 0);
  }
}
