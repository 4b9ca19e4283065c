package io.minutebook.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Findings")
class FindingsTest {

  private final Findings findings = new Findings();

  private static String stream(int number) {
    return "meeting/lamp-room/%05d".formatted(number);
  }

  private long kept(Finding.Kind kind) {
    return findings.inOrder().stream().filter(each -> each.kind() == kind).count();
  }

  @Test
  void keep_of_a_stream_the_first_version_of_each_kind() {
    findings.add(Finding.Kind.LOG_DIFFERS, stream(1), 7, "ce_time", "later");
    findings.add(Finding.Kind.LOG_DIFFERS, stream(1), 4, "events.0", "first");
    findings.add(Finding.Kind.LOG_DIFFERS, stream(1), 5, "ce_id", "between");
    findings.add(Finding.Kind.LOG_GAP, stream(1), 4, "another kind");

    assertThat(findings.inOrder())
        .containsExactly(
            new Finding(Finding.Kind.LOG_GAP, stream(1), 4, null, "another kind"),
            new Finding(Finding.Kind.LOG_DIFFERS, stream(1), 4, "events.0", "first"));
    assertThat(findings.more()).isZero();
  }

  @Test
  void a_flood_of_one_kind_hides_no_other_kind() {
    for (int i = 0; i < 5_000; i++) {
      findings.add(Finding.Kind.VIEW_BEHIND, stream(i), 0, "behind");
    }
    for (int i = 0; i < 30; i++) {
      findings.add(Finding.Kind.CHAIN_BROKEN, stream(i), 3, "hash", "broken");
    }
    findings.add(Finding.Kind.SEAL_BROKEN, "seals", 2, "signature", "broken");

    assertThat(findings.inOrder()).hasSize(Findings.MOST);
    assertThat(kept(Finding.Kind.CHAIN_BROKEN)).isEqualTo(30);
    assertThat(kept(Finding.Kind.SEAL_BROKEN)).isEqualTo(1);
    assertThat(findings.more()).isEqualTo(5_031 - Findings.MOST);
  }

  @Test
  void floods_of_every_kind_leave_room_for_the_first_of_each() {
    for (Finding.Kind kind : Finding.Kind.values()) {
      for (int i = 0; i < 2_000; i++) {
        findings.add(kind, stream(i), 0, "wrong");
      }
    }

    for (Finding.Kind kind : Finding.Kind.values()) {
      assertThat(kept(kind)).isGreaterThanOrEqualTo(Findings.MOST / Finding.Kind.values().length);
      assertThat(findings.inOrder())
          .contains(new Finding(kind, stream(0), 0, null, "wrong"))
          .doesNotContain(new Finding(kind, stream(1_999), 0, null, "wrong"));
    }
  }

  @Test
  void the_first_streams_are_kept_in_whichever_order_they_were_found() {
    for (int i = 2_999; i >= 0; i--) {
      findings.add(Finding.Kind.LOG_GAP, stream(i), 0, "gap");
    }

    assertThat(findings.inOrder())
        .extracting(Finding::stream)
        .containsExactlyElementsOf(
            IntStream.range(0, Findings.MOST).mapToObj(FindingsTest::stream).toList());
  }
}
