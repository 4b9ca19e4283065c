package io.minutebook.command.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.meeting.History.Revision;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Minutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How well edits that people really made are understood, where a git bundle of their revisions is
 * given: every document at a commit's parent is taken to what it is at the commit.
 */
@EnabledIfSystemProperty(named = "minutebook.test.corpus", matches = ".+")
class RevisionsTest {

  private static final List<Edit> EDITS = new ArrayList<>();

  private record Edit(Revision revision, Minutes before, Decision decision) {

    int events() {
      return decision.events().size();
    }

    @Override
    public String toString() {
      return "%s %s (+%d -%d): %d events %s"
          .formatted(
              revision.commit().substring(0, 10),
              Path.of(revision.file()).getFileName(),
              revision.added(),
              revision.deleted(),
              events(),
              decision.commands().stream().map(c -> "\n    " + c.command()).toList());
    }
  }

  @BeforeAll
  static void take_every_revision(@TempDir Path folder) throws IOException {
    List<Path> bundles;
    try (var files = Files.list(Path.of(System.getProperty("minutebook.test.corpus", "")))) {
      bundles = files.filter(file -> file.toString().endsWith(".bundle")).sorted().toList();
    }
    EDITS.clear();
    for (Path bundle : bundles) {
      for (Revision revision :
          History.revisions(bundle, Files.createTempDirectory(folder, "history"))) {
        Minutes before = decide(Minutes.NONE, revision.before()).after();
        EDITS.add(new Edit(revision, before, decide(before, revision.after())));
      }
    }
    System.out.println(table());
    keepDetails();
  }

  /** Where somebody wants to see what each revision came to. */
  private static void keepDetails() throws IOException {
    String file = System.getProperty("minutebook.test.details-to", "");
    if (!file.isEmpty()) {
      Files.write(Path.of(file), EDITS.stream().map(Edit::toString).toList());
    }
  }

  private static Decision decide(Minutes minutes, String document) {
    return MeetingDecider.decideDocument(minutes, SampleMinutes.MEETING, document);
  }

  @Test
  void after_each_revision_the_minutes_equal_the_document_and_the_same_again_changes_nothing() {
    assertThat(EDITS)
        .isNotEmpty()
        .allSatisfy(
            edit -> {
              Minutes after = edit.decision().after();
              assertThat(MarkdownWriter.write(after)).isEqualTo(edit.revision().after());
              assertThat(decide(after, edit.revision().after()).events()).isEmpty();
            });
  }

  @Test
  void what_stands_on_both_sides_of_a_revision_keeps_its_identity() {
    List<String> violations =
        EDITS.stream()
            .flatMap(
                edit ->
                    KeptIdentity.violations(edit.before(), edit.decision().after()).stream()
                        .map(violation -> violation + " in " + edit))
            .toList();
    assertThat(violations).isEmpty();
  }

  @Test
  void nineteen_of_twenty_one_line_revisions_give_at_most_two_events() {
    List<Edit> oneLine = EDITS.stream().filter(edit -> edit.revision().lines() == 1).toList();
    List<Edit> more = oneLine.stream().filter(edit -> edit.events() > 2).toList();
    assertThat(more).hasSizeLessThanOrEqualTo(oneLine.size() / 20);
  }

  /** Edits by size against the number and the kinds of the events that they come to. */
  private static String table() {
    Map<String, Predicate<Edit>> sizes = new java.util.LinkedHashMap<>();
    sizes.put("1 line", edit -> edit.revision().lines() == 1);
    sizes.put("2 to 5 lines", edit -> isWithin(edit.revision().lines(), 2, 5));
    sizes.put("6 to 20 lines", edit -> isWithin(edit.revision().lines(), 6, 20));
    sizes.put("more lines", edit -> edit.revision().lines() > 20);
    sizes.put("all", edit -> true);
    StringBuilder table =
        new StringBuilder(
            "\n| edit | revisions | 0 events | 1 | 2 | 3 to 5 | 6 to 20 | more |"
                + " events | lines |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    sizes.forEach(
        (name, size) -> {
          List<Edit> edits = EDITS.stream().filter(size).toList();
          List<IntPredicate> counts =
              List.of(
                  n -> n == 0,
                  n -> n == 1,
                  n -> n == 2,
                  n -> isWithin(n, 3, 5),
                  n -> isWithin(n, 6, 20),
                  n -> n > 20);
          table.append("| ").append(name).append(" | ").append(edits.size());
          for (IntPredicate count : counts) {
            long number = edits.stream().filter(edit -> count.test(edit.events())).count();
            table.append(" | ").append(number);
          }
          table
              .append(" | ")
              .append(edits.stream().mapToInt(Edit::events).sum())
              .append(" | ")
              .append(edits.stream().mapToInt(edit -> edit.revision().lines()).sum())
              .append(" |\n");
        });
    table.append("\n| event | ").append(String.join(" | ", sizes.keySet())).append(" |\n|---");
    table.append("|--:".repeat(sizes.size())).append("|\n");
    for (String kind : kinds(edit -> true).keySet()) {
      table.append("| ").append(kind);
      sizes
          .values()
          .forEach(size -> table.append(" | ").append(kinds(size).getOrDefault(kind, 0L)));
      table.append(" |\n");
    }
    return table.toString();
  }

  private static boolean isWithin(int number, int least, int most) {
    return number >= least && number <= most;
  }

  private static SortedMap<String, Long> kinds(Predicate<Edit> size) {
    return EDITS.stream()
        .filter(size)
        .flatMap(edit -> edit.decision().events().stream())
        .collect(
            Collectors.groupingBy(
                event -> event.getClass().getSimpleName(), TreeMap::new, Collectors.counting()));
  }
}
