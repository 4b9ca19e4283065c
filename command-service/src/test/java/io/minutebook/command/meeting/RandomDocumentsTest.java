package io.minutebook.command.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.Refusal;
import io.minutebook.event.MeetingEvent;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.markdown.MarkdownReader;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Minutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Documents edited, and made up, at random: the minutes always come to equal them. */
class RandomDocumentsTest {

  /** How often sample minutes are taken through ten edits. */
  private static final int RUNS = Integer.getInteger("minutebook.test.runs", 40);

  private static final List<String> LINES =
      List.of(
          "",
          "## Section",
          "### Deeper",
          "# Another title",
          "-   item",
          "    - nested",
          "1.  one",
          "text",
          "    set in",
          "\ttab",
          "| a | b |",
          "|---|---|",
          "| 1 | 2 |",
          "```",
          "> quote",
          "AI (Ada): do it",
          "-   AI: Bo - do that",
          "ends here. AI (Cleo): and this",
          "---",
          "===",
          "[ref]: https://example.org",
          "<div>",
          "**Attending:** Ada",
          "**Coordinates:** here",
          "* star",
          "+ plus",
          "- ",
          "-",
          "\u2028odd",
          "&minus;1",
          "None this week",
          "- - twice",
          "12 (+3) open Dockside tickets",
          "10. ten",
          "\\- escaped",
          "    ",
          "-\tafter a tab",
          "This week: Ada",
          "North (Ada): rope",
          "#",
          "##",
          "a  ",
          "b\\",
          "- | a | b |");

  /** How many comparisons came to commands that could be sent as they are shown. */
  private int replayed;

  @Test
  void after_any_edits_the_minutes_equal_the_document_and_keep_what_was_not_touched() {
    long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
    RandomEdits edits = new RandomEdits(new Random(seed), LINES);
    for (int run = 0; run < RUNS; run++) {
      Minutes minutes = SampleMinutes.minutes();
      String document = SampleMinutes.document();
      for (int i = 0; i < 10; i++) {
        document = edits.edited(document);
        minutes = becomes(minutes, document, "seed " + seed + ", run " + run + "." + i);
      }
    }
    assertThat(replayed).as("replayed as typed commands, seed " + seed).isGreaterThan(2 * RUNS);
  }

  @Test
  @EnabledIfSystemProperty(named = "minutebook.test.corpus", matches = ".+")
  void also_real_documents_edited_and_each_to_some_other() throws IOException {
    long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
    Random random = new Random(seed);
    RandomEdits edits = new RandomEdits(random, LINES);
    List<Path> files = CorpusTest.documents();
    for (Path file : files) {
      String at = file + ", seed " + seed;
      String document = Files.readString(file);
      Minutes start = becomes(Minutes.NONE, document, at);
      Minutes minutes = start;
      for (int i = 0; i < 20; i++) {
        document = edits.edited(document);
        minutes = becomes(minutes, document, at);
      }
      for (int i = 0; i < RUNS / 8; i++) {
        Path other = files.get(random.nextInt(files.size()));
        becomes(start, Files.readString(other), at + ", to " + other);
      }
    }
  }

  @Test
  void any_text_with_a_title_goes_round() {
    long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int run = 0; run < 25 * RUNS; run++) {
      StringBuilder document = new StringBuilder(random.nextBoolean() ? "# Title\n" : "x\n# T\r\n");
      for (int i = random.nextInt(25); i > 0; i--) {
        document.append(LINES.get(random.nextInt(LINES.size())));
        document.append(random.nextInt(20) == 0 ? "\r\n" : "\n");
      }
      if (random.nextInt(4) == 0) {
        document.append("no line end");
      }
      becomes(Minutes.NONE, document.toString(), "seed " + seed + ", run " + run);
    }
  }

  private Minutes becomes(Minutes minutes, String document, String at) {
    List<DocumentEntry> read = MarkdownReader.read(document);
    assertThat(sources(read)).as(at).isEqualTo(document);
    Decision decision;
    try {
      decision = MeetingDecider.decideDocument(minutes, SampleMinutes.MEETING, document);
    } catch (Refusal refusal) {
      assertThat(refusal).as(at + "\n" + document).hasMessageContaining("no title");
      return minutes;
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new AssertionError(
          at + ", from\n" + MarkdownWriter.write(minutes) + "\nto\n" + document, e);
    }
    Minutes after = minutes;
    for (MeetingEvent event : decision.events()) {
      after = after.apply(event);
    }
    assertThat(after).as(at).isEqualTo(decision.after());
    assertThat(KeptIdentity.violations(minutes, after))
        .as("%s, from\n%s\nto\n%s", at, MarkdownWriter.write(minutes), document)
        .isEmpty();
    assertThat(MarkdownWriter.write(after)).as(at).isEqualTo(document);
    assertThat(MeetingDecider.decideDocument(after, SampleMinutes.MEETING, document).events())
        .as(at)
        .isEmpty();
    replay(
        minutes, decision, at + ", from\n" + MarkdownWriter.write(minutes) + "\nto\n" + document);
    return after;
  }

  /**
   * What a dry run shows can be sent as typed commands: they lead to the same entries, or are
   * refused, as where Markdown that means nothing in particular breaks a rule for typed text.
   */
  private void replay(Minutes before, Decision decision, String at) {
    List<NamedCommand> commands =
        decision.commands().stream()
            .filter(named -> !(named.command() instanceof MeetingCommand.ReformatEntry))
            .toList();
    if (commands.isEmpty() || !before.exist()) {
      return;
    }
    try {
      Minutes typed =
          MeetingDecider.decideAll(before, SampleMinutes.MEETING, commands, Circumstances.NONE)
              .after();
      assertThat(said(typed)).as(at + "\n" + commands).isEqualTo(said(decision.after()));
      replayed++;
    } catch (Refusal refusal) {
      assertThat(refusal.field()).as(at + "\n" + refusal.getMessage()).isNotNull();
    }
  }

  private static List<String> said(Minutes minutes) {
    return minutes.outline().inOrder().stream()
        // Their commands name no place: a document may have them anywhere, typed they come on top.
        .sorted(Comparator.comparingInt(entry -> rank(entry.content())))
        .map(entry -> entry.id() + " under " + entry.parent() + ": " + entry.content())
        // A change stated plainly in a command is written as the minutes write theirs.
        .map(text -> text.replaceAll("stated=[^,\\]]*?(\\d*)\\)?(?=[,\\]])", "stated=$1"))
        .map(text -> text.replaceAll("\\s", ""))
        .toList();
  }

  private static int rank(Content content) {
    return switch (content) {
      case Content.Coordinates _ -> 0;
      case Content.Attendance _ -> 1;
      default -> 2;
    };
  }

  private static String sources(List<DocumentEntry> entries) {
    StringBuilder all = new StringBuilder();
    for (DocumentEntry entry : entries) {
      all.append(entry.source()).append(sources(entry.children()));
    }
    return all.toString();
  }
}
