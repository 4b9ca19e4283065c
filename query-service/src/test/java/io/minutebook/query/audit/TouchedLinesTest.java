package io.minutebook.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.EntryId;
import io.minutebook.markdown.MarkdownWriter.Piece;
import io.minutebook.query.audit.TouchedLines.Line;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A line")
class TouchedLinesTest {

  private static final List<Line> BEFORE =
      by(
          1,
          piece(1, "# Crew\n"),
          piece(2, "\n-   nets\n"),
          piece(3, "-   the pier\n    and more\n"));

  private static Piece piece(int entry, String text) {
    return new Piece(new EntryId(entry), text);
  }

  private static Touch touch(long version) {
    return new Touch(version, Instant.EPOCH, null, "ada", null, "PutMinutes", "NoteAdded", null);
  }

  private static List<Line> by(long version, Piece... pieces) {
    return TouchedLines.split(List.of(pieces)).stream()
        .map(line -> line.by(touch(version)))
        .toList();
  }

  /** What a command with version 2 made of it: the version of each line, and the line. */
  private static List<String> then(Piece... pieces) {
    return TouchedLines.after(BEFORE, TouchedLines.split(List.of(pieces)), entry -> touch(2))
        .stream()
        .map(line -> version(line) + " " + line.text().strip())
        .toList();
  }

  private static long version(Line line) {
    Touch touched = line.touched();
    return touched == null ? -1 : touched.version();
  }

  @Test
  void that_nobody_changed_stays_with_who_wrote_it() {
    assertThat(
            then(
                piece(1, "# Crew\n"),
                piece(2, "\n-   sails\n"),
                piece(3, "-   the pier\n    and more\n")))
        .containsExactly("1 # Crew", "1 ", "2 -   sails", "1 -   the pier", "1 and more");
  }

  @Test
  void of_an_entry_that_changed_stays_if_it_is_the_same() {
    assertThat(
            then(
                piece(1, "# Crew\n"),
                piece(2, "\n-   nets\n"),
                piece(3, "-   the pier\n    and less\n")))
        .containsExactly("1 # Crew", "1 ", "1 -   nets", "1 -   the pier", "2 and less");
  }

  @Test
  void that_moved_with_its_entry_was_not_touched() {
    assertThat(
            then(
                piece(1, "# Crew\n"),
                piece(3, "-   the pier\n    and more\n"),
                piece(2, "\n-   nets\n")))
        .containsExactly("1 # Crew", "1 -   the pier", "1 and more", "1 ", "1 -   nets");
  }

  @Test
  void that_stands_in_its_place_under_another_entry_was_not_touched() {
    assertThat(
            then(
                piece(1, "# Crew\n"),
                piece(4, "\n-   nets\n"),
                piece(3, "-   the pier\n    and more\n")))
        .containsExactly("1 # Crew", "1 ", "1 -   nets", "1 -   the pier", "1 and more");
  }

  @Test
  void that_is_like_another_one_is_new_all_the_same() {
    assertThat(
            then(
                piece(1, "# Crew\n"),
                piece(2, "\n-   nets\n"),
                piece(4, "\n-   nets\n"),
                piece(3, "-   the pier\n    and more\n")))
        .containsExactly(
            "1 # Crew", "1 ", "1 -   nets", "2 ", "2 -   nets", "1 -   the pier", "1 and more");
  }

  @Test
  void belongs_to_the_entry_in_which_it_begins() {
    List<Line> lines =
        TouchedLines.split(List.of(piece(1, "# Crew"), piece(2, "\n\n-   nets"), piece(3, "")));

    assertThat(lines.stream().map(Line::text)).containsExactly("# Crew\n", "\n", "-   nets");
    assertThat(lines.stream().map(line -> line.entry().value())).containsExactly("e1", "e2", "e2");
  }

  @Test
  void whose_document_is_gone_is_nowhere() {
    assertThat(then()).isEmpty();
    assertThat(
            Stream.of(TouchedLines.after(List.of(), BEFORE, entry -> touch(2)))
                .flatMap(List::stream)
                .map(TouchedLinesTest::version))
        .hasSize(BEFORE.size());
  }
}
