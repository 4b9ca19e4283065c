package io.minutebook.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.SeriesId;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFileTest {

  private static final SeriesId SERIES = new SeriesId("weekly");

  @ParameterizedTest
  @CsvSource({
    "TechArea20200504.md, weekly/2020-05-04",
    "2020-05-04.md, weekly/2020-05-04",
    "weekly-2020-05-04-notes.md, weekly/2020-05-04",
    "weekly-2020-05-04-2.md, weekly/2020-05-04-2",
    "Platform20200504-2.md, weekly/2020-05-04-2",
    "room12-20200504.md, weekly/2020-05-04",
    "99999999-2020-05-04.md, weekly/2020-05-04",
    "Besprechung vom 2020-05-04 (final).md, weekly/2020-05-04",
  })
  @DisplayName("a file's name says which meeting it holds")
  void the_name_says_the_meeting(String name, String meeting) {
    assertThat(DocumentFile.of(Path.of("folder", name)))
        .hasValueSatisfying(file -> assertThat(file.meeting(SERIES)).hasToString(meeting));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"README.md", "20201332.md", "2020-02-30.md", "120200504.md", "2020-0504.md"})
  void a_name_without_a_day_of_the_calendar_says_no_meeting(String name) {
    assertThat(DocumentFile.of(Path.of(name))).isEmpty();
  }

  @Test
  void a_file_in_the_folder_of_a_date_is_named_by_its_own_name() {
    assertThat(DocumentFile.of(Path.of("2020-05-04", "notes.md"))).isEmpty();
  }
}
