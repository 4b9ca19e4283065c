package io.minutebook.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.cli.files.DocumentFile;
import io.minutebook.cli.files.DocumentFolder;
import io.minutebook.event.StatedDelta;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.markdown.MarkdownReader;
import io.minutebook.minutes.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {

  @TempDir Path folder;

  private List<DocumentFile> documents = List.of();

  @BeforeEach
  void copy() throws IOException {
    Samples.copyTo(folder);
    DocumentFolder read = DocumentFolder.read(folder);
    assertThat(read.unusable()).isEmpty();
    assertThat(read.others()).isEmpty();
    documents = read.documents();
  }

  @Test
  void there_are_eight_meetings_a_week_apart_with_one_week_skipped() {
    List<Long> weeks = new ArrayList<>();
    for (int i = 1; i < documents.size(); i++) {
      weeks.add(
          (documents.get(i).date().toEpochDay() - documents.get(i - 1).date().toEpochDay()) / 7);
    }
    assertThat(weeks).containsExactly(1L, 1L, 2L, 1L, 1L, 1L, 1L);
  }

  @Test
  void every_kind_of_entry_occurs() throws IOException {
    List<Class<?>> kinds = new ArrayList<>();
    for (DocumentFile document : documents) {
      contents(document).forEach(content -> kinds.add(content.getClass()));
    }
    assertThat(kinds).contains(Content.class.getPermittedSubclasses());
  }

  @Test
  void one_of_the_stated_changes_is_wrong() throws IOException {
    Map<String, Integer> previous = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (DocumentFile document : documents) {
      for (Content content : contents(document)) {
        switch (content) {
          case Content.QueueCount(var queue, var count, var stated, _) ->
              check(wrong, previous, document, "queue " + queue, count, stated);
          case Content.TicketCount(var board, var state, var count, var stated) ->
              check(wrong, previous, document, board + " " + state, count, stated);
          default -> {}
        }
      }
    }
    assertThat(wrong).containsExactly("Platform20260202.md JIRA In Progress");
  }

  private static void check(
      List<String> wrong,
      Map<String, Integer> previous,
      DocumentFile document,
      String counter,
      int count,
      @Nullable StatedDelta stated) {
    Integer before = previous.put(counter, count);
    if (before != null
        && (stated == null || stated.value().orElse(Integer.MIN_VALUE) != count - before)) {
      wrong.add(document.name() + " " + counter);
    }
  }

  private static List<Content> contents(DocumentFile document) throws IOException {
    String text = new String(document.content(), StandardCharsets.UTF_8);
    return MarkdownReader.read(text).stream().flatMap(SamplesTest::all).toList();
  }

  private static Stream<Content> all(DocumentEntry entry) {
    return Stream.concat(
        Stream.of(entry.content()), entry.children().stream().flatMap(SamplesTest::all));
  }
}
