package io.minutebook.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OriginTest {

  private static final String REVISION = "0123456789012345678901234567890123456789";

  @Test
  void a_revision_is_told_in_headers_that_are_ascii() {
    Map<String, String> headers =
        new Origin(
                "Crew 20260302.md",
                REVISION,
                "Note the tide, 100 % sure",
                "Zoë",
                Instant.parse("2026-03-02T09:00:00Z"))
            .headers();
    assertThat(headers)
        .containsEntry(
            "Minutebook-Provenance",
            "file=Crew%2020260302.md, revision="
                + REVISION
                + ", subject=Note%20the%20tide%2C%20100%20%25%20sure")
        .containsEntry("Minutebook-On-Behalf-Of", "Zo%C3%AB")
        .containsEntry("Minutebook-Occurred-At", "2026-03-02T09:00:00Z");
  }

  @Test
  void a_file_alone_says_nothing_else() {
    assertThat(Origin.file("Crew20260302.md").headers())
        .isEqualTo(Map.of("Minutebook-Provenance", "file=Crew20260302.md"));
  }

  @Test
  void a_long_subject_is_cut_where_a_character_ends() {
    String plain = subjectOf("x".repeat(400));
    assertThat(plain).hasSize(255);
    String wide = subjectOf("\uD83D\uDE00".repeat(400));
    assertThat(wide.codePoints()).allMatch(c -> c == 0x1F600);
    assertThat(wide).hasSizeLessThanOrEqualTo(255);
    assertThat(Origin.percentEncoded(wide)).hasSizeLessThanOrEqualTo(2_000);
    String ideographs = subjectOf("\u8AAD".repeat(400));
    assertThat(Origin.percentEncoded(ideographs)).hasSizeBetween(1_980, 2_000);
  }

  @Test
  void what_a_header_cannot_carry_is_left_out() {
    assertThat(subjectOf("tab\there \uFFFD")).isEqualTo("tab here ?");
    Origin empty = new Origin("a.md", REVISION, " \u0001 ", "  ", Instant.MAX);
    assertThat(empty.headers())
        .isEqualTo(Map.of("Minutebook-Provenance", "file=a.md, revision=" + REVISION));
    assertThat(empty.reason()).isNull();
  }

  private static String subjectOf(String subject) {
    String provenance =
        new Origin("a.md", REVISION, subject, null, null)
            .headers()
            .getOrDefault("Minutebook-Provenance", "");
    return URLDecoder.decode(
        provenance.substring(provenance.indexOf("subject=") + 8), StandardCharsets.UTF_8);
  }
}
