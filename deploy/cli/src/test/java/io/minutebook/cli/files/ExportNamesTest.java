package io.minutebook.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.MeetingId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportNamesTest {

  private static final MeetingId MEETING = MeetingId.parse("weekly/2020-05-04");

  @Test
  void a_meeting_goes_to_the_file_that_it_came_from() {
    assertThat(new ExportNames().nameFor(MEETING, "Tech Area 20200504.md"))
        .isEqualTo("Tech Area 20200504.md");
  }

  @Test
  void a_meeting_that_came_from_no_file_is_named_after_itself() {
    assertThat(new ExportNames().nameFor(MEETING, null)).isEqualTo("weekly-2020-05-04.md");
  }

  @Test
  void two_meetings_never_go_to_one_file() {
    ExportNames names = new ExportNames();
    names.nameFor(MEETING, "a.md");
    assertThat(names.nameFor(MeetingId.parse("weekly/2020-05-04-2"), "a.md"))
        .isEqualTo("weekly-2020-05-04-2.md");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "/x.md", "a\\b.md", "..", ".bashrc", "a\nb.md"})
  void a_name_that_leads_elsewhere_is_not_used(String name) {
    assertThat(new ExportNames().nameFor(MEETING, name)).isEqualTo("weekly-2020-05-04.md");
  }
}
