package io.minutebook.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# Platform Meeting,  4 May 2020     | Platform Meeting | 2020-05-04",
        "# Platform Meeting, May 4th, 2020   | Platform Meeting | 2020-05-04",
        "# Platform Meeting (2020-05-04)     | Platform Meeting | 2020-05-04",
        "# 4 September 2020: Platform        | Platform         | 2020-09-04",
      })
  void the_first_heading_names_the_meeting_and_its_day(String line, String name, LocalDate date) {
    assertThat(TitleLine.of(bytes("\n" + line + "\n\n## Announcements\n")))
        .hasValueSatisfying(
            title -> {
              assertThat(title.name()).isEqualTo(name);
              assertThat(title.date()).hasValue(date);
            });
  }

  @Test
  void a_day_that_is_not_in_the_calendar_is_no_day() {
    assertThat(TitleLine.of(bytes("# Platform, 31 April 2020\n")))
        .hasValueSatisfying(title -> assertThat(title.date()).isEmpty());
  }

  @Test
  void a_document_without_a_heading_has_no_title() {
    assertThat(TitleLine.of(bytes("None this week\n"))).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
