package io.minutebook.command.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.Refusal;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.markdown.MarkdownReader;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Typed commands by the thousand on minutes that came from documents. */
class RandomCommandsTest {

  private static final int COMMANDS = 25 * Integer.getInteger("minutebook.test.runs", 40);

  /** Commands on one copy of the minutes, which grow with them. */
  private static final int AT_A_TIME = 100;

  private static final Circumstances KNOWN =
      Circumstances.knowing(
          new Facts(
              Series.NONE,
              RandomCommands.EARLIER,
              Map.of(RandomCommands.EARLIER, SampleMinutes.minutes())));

  @Test
  void each_of_a_thousand_commands_changes_only_the_lines_of_its_own_entries() {
    long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < COMMANDS / AT_A_TIME; i++) {
      run(SampleMinutes.minutes(), random, AT_A_TIME, "seed " + seed);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "minutebook.test.corpus", matches = ".+")
  void also_on_real_minutes() throws IOException {
    long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
    Random random = new Random(seed);
    for (Path file : CorpusTest.documents()) {
      Minutes minutes =
          MeetingDecider.decideDocument(Minutes.NONE, SampleMinutes.MEETING, Files.readString(file))
              .after();
      run(minutes, random, 60, file + ", seed " + seed);
    }
  }

  private static void run(Minutes start, Random random, int commands, String description) {
    RandomCommands make = new RandomCommands(random);
    Minutes minutes = start;
    int accepted = 0;
    for (int i = 0; accepted < commands; i++) {
      assertThat(i).as("most commands are accepted; " + description).isLessThan(commands * 3);
      MeetingCommand command = make.next(minutes);
      String at = "command " + i + " " + command + " (" + description + ")";
      Decision decision;
      try {
        decision = MeetingDecider.decide(minutes, SampleMinutes.MEETING, command, KNOWN);
      } catch (Refusal refused) {
        assertThat(refused.getMessage()).as(at).isNotBlank();
        continue;
      }
      accepted++;
      checkOnlyItsOwnLines(minutes, decision, at);
      checkReadsBack(decision.after(), at);
      minutes = decision.after();
    }
  }

  /** What the entries that the command did not touch say stands as it did, line by line. */
  private static void checkOnlyItsOwnLines(Minutes before, Decision decision, String at) {
    Minutes after = decision.after();
    List<EntryId> untouched =
        before.outline().inOrder().stream()
            .map(Entry::id)
            .filter(
                id ->
                    after.outline().find(id).isPresent()
                        && !changed(before, after, id)
                        && decision.events().stream().noneMatch(e -> moves(e, before, id)))
            .toList();
    assertThat(text(after, untouched)).as(at).isEqualTo(text(before, untouched));
    List<String> linesAfter = new ArrayList<>(MarkdownWriter.write(after).lines().toList());
    for (EntryId id : untouched) {
      String source = after.outline().get(id).source();
      for (String line : source == null ? List.<String>of() : source.lines().toList()) {
        // An entry may begin or end in the middle of a line.
        boolean stands =
            linesAfter.remove(line) || linesAfter.stream().anyMatch(l -> l.contains(line));
        assertThat(stands).as(at + ": line '" + line + "'").isTrue();
      }
    }
    // What moves takes all that is under it along, to another indent.
    long changedEntries =
        after.outline().inOrder().stream()
            .map(Entry::id)
            .filter(
                id ->
                    before.outline().find(id).isEmpty()
                        || (changed(before, after, id)
                            && decision.events().stream().noneMatch(e -> moves(e, before, id))))
            .count();
    assertThat(changedEntries).as(at).isLessThanOrEqualTo(20);
  }

  private static boolean changed(Minutes before, Minutes after, EntryId id) {
    Entry was = before.outline().get(id);
    Entry is = after.outline().get(id);
    return !was.content().equals(is.content()) || !String.valueOf(was.source()).equals(is.source());
  }

  private static boolean moves(MeetingEvent event, Minutes before, EntryId id) {
    return switch (event) {
      case MeetingEvent.EntryMoved moved -> before.outline().isWithin(id, moved.entry());
      case MeetingEvent.SectionMoved moved -> before.outline().isWithin(id, moved.entry());
      case MeetingEvent.PackageAdvanced advanced -> before.outline().isWithin(id, advanced.entry());
      default -> false;
    };
  }

  private static String text(Minutes minutes, List<EntryId> of) {
    return minutes.outline().inOrder().stream()
        .filter(entry -> of.contains(entry.id()))
        .map(entry -> String.valueOf(entry.source()))
        .collect(Collectors.joining());
  }

  /** The document reads back to an outline of the same shape and the same words. */
  private static void checkReadsBack(Minutes minutes, String at) {
    List<String> read = new ArrayList<>();
    flatten(MarkdownReader.read(MarkdownWriter.write(minutes)), 0, read);
    List<String> expected = new ArrayList<>();
    for (EntryId id : minutes.outline().childrenOf(null)) {
      flatten(minutes, id, 0, expected);
    }
    assertThat(read).as(at + "\n" + MarkdownWriter.write(minutes)).isEqualTo(expected);
  }

  private static void flatten(List<DocumentEntry> entries, int depth, List<String> into) {
    for (DocumentEntry entry : entries) {
      into.add("  ".repeat(depth) + entry.form() + " " + said(entry.content()));
      flatten(entry.children(), depth + 1, into);
    }
  }

  private static void flatten(Minutes minutes, EntryId id, int depth, List<String> into) {
    Entry entry = minutes.outline().get(id);
    into.add("  ".repeat(depth) + entry.form() + " " + said(entry.content()));
    entry.children().forEach(child -> flatten(minutes, child, depth + 1, into));
  }

  /** The fields, with the kinds of plain text that only their section tells apart made alike. */
  private static String said(Content content) {
    return switch (content) {
      case Content.Note note -> note.text();
      case Content.Announcement announcement -> announcement.text();
      case Content.ListedPackage listed -> listed.text();
      default -> Likeness.asRead(content).toString();
    };
  }
}
