package io.minutebook.command.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.MeetingId;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.markdown.MarkdownReader;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Minutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real minutes, where a folder of them is given. */
@EnabledIfSystemProperty(named = "minutebook.test.corpus", matches = ".+")
class CorpusTest {

  static List<Path> documents() throws IOException {
    String corpus = System.getProperty("minutebook.test.corpus", "");
    if (corpus.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(Path.of(corpus))) {
      return files.filter(file -> file.toString().matches(".*\\d{8}\\.md")).sorted().toList();
    }
  }

  private static Minutes read(Path file) throws IOException {
    MeetingId meeting = MeetingId.parse("weekly/2020-05-04");
    return MeetingDecider.decideDocument(Minutes.NONE, meeting, Files.readString(file)).after();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void a_document_goes_round_byte_for_byte(Path file) throws IOException {
    assertThat(MarkdownWriter.write(read(file))).isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void the_canonical_form_reads_back_to_the_same_fields(Path file) throws IOException {
    Minutes minutes = read(file);
    String canonical = MarkdownWriter.write(minutes.withoutSources());
    keep(file, canonical);
    assertThat(words(canonical)).isEqualTo(words(Files.readString(file)));
    List<DocumentEntry> expected = MarkdownReader.read(Files.readString(file));
    assertThat(flat(MarkdownReader.read(canonical), 0)).isEqualTo(flat(expected, 0));
  }

  /** Where an oracle of another making is to look at the canonical form as well. */
  private static void keep(Path file, String canonical) throws IOException {
    String folder = System.getProperty("minutebook.test.canonical-to", "");
    if (!folder.isEmpty()) {
      Files.createDirectories(Path.of(folder));
      Files.writeString(Path.of(folder).resolve(file.getFileName()), canonical);
    }
  }

  private static List<String> words(String text) {
    return Pattern.compile("[+-]?\\d+(?:[.,:/]\\d+)*|[\\p{L}\\p{N}]+")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .sorted()
        .toList();
  }

  private static List<String> flat(List<DocumentEntry> entries, int depth) {
    List<String> lines = new ArrayList<>();
    for (DocumentEntry entry : entries) {
      lines.add("  ".repeat(depth) + entry.form() + " " + entry.content());
      lines.addAll(flat(entry.children(), depth + 1));
    }
    return lines;
  }

  @Test
  void from_each_document_to_the_next_the_minutes_become_equal_to_it() throws IOException {
    Minutes minutes = Minutes.NONE;
    MeetingId meeting = MeetingId.parse("weekly/2020-05-04");
    for (Path file : documents()) {
      String document = Files.readString(file);
      Decision decision = MeetingDecider.decideDocument(minutes, meeting, document);
      minutes = decision.after();
      assertThat(MarkdownWriter.write(minutes)).isEqualTo(document);
      assertThat(MeetingDecider.decideDocument(minutes, meeting, document).events()).isEmpty();
    }
  }

  @Test
  void most_of_what_stands_is_recognised() throws IOException {
    int actions = 0;
    int counts = 0;
    int packages = 0;
    for (Path file : documents()) {
      Minutes minutes = read(file);
      for (var entry : minutes.outline().inOrder()) {
        actions += entry.content() instanceof Content.Action ? 1 : 0;
        packages += entry.content() instanceof Content.ListedPackage ? 1 : 0;
        counts +=
            entry.content() instanceof Content.TicketCount
                    || entry.content() instanceof Content.QueueCount
                ? 1
                : 0;
      }
    }
    assertThat(actions).isEqualTo(326);
    assertThat(counts).isEqualTo(488);
    assertThat(packages).isEqualTo(404);
  }
}
