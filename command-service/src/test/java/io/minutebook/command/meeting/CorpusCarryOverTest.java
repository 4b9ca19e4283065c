package io.minutebook.command.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingEvent.ActionCarriedOver;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.markdown.RoundTrip;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What real minutes carry over from meeting to meeting, where a folder of them is given. */
@EnabledIfSystemProperty(named = "minutebook.test.corpus", matches = ".+")
class CorpusCarryOverTest {

  private static final Pattern DAY = Pattern.compile("(\\d{8})\\.md");

  private static List<Path> documents() throws IOException {
    Path corpus = Path.of(System.getProperty("minutebook.test.corpus", ""));
    try (Stream<Path> files = Files.walk(corpus)) {
      return files
          .filter(file -> DAY.matcher(file.toString()).find())
          .sorted(java.util.Comparator.comparing(CorpusCarryOverTest::day))
          .toList();
    }
  }

  private static LocalDate day(Path file) {
    Matcher day = DAY.matcher(file.toString());
    assertThat(day.find()).isTrue();
    return LocalDate.parse(day.group(1), DateTimeFormatter.BASIC_ISO_DATE);
  }

  @Test
  void actions_that_are_listed_again_keep_their_identity() throws IOException {
    Map<EntryAddress, Integer> lives = new HashMap<>();
    List<String> carried = new ArrayList<>();
    int actions = 0;
    Facts facts = Facts.NONE;
    for (Path file : documents()) {
      MeetingId meeting = new MeetingId(new SeriesId("weekly"), day(file), 1);
      Decision decision =
          MeetingDecider.decideDocument(
              Minutes.NONE, meeting, Files.readString(file), Circumstances.knowing(facts));
      Minutes before = facts.previousMinutes();
      for (var event : decision.events()) {
        if (event instanceof ActionCarriedOver e) {
          lives.merge(e.root(), 1, Integer::sum);
          Content from = before.outline().get(e.from().entry()).content();
          carried.add(meeting + " " + from + " -> " + e.owners() + " " + e.text());
        }
      }
      actions += actions(decision.after()).size();
      facts = new Facts(Series.NONE, meeting, Map.of(meeting, decision.after()));
    }
    keep(carried);
    System.out.printf(
        "%d actions, %d carried over, %d lives that go on, the longest over %d meetings%n",
        actions,
        carried.size(),
        lives.size(),
        1 + lives.values().stream().max(Integer::compare).orElse(0));
    // 130 by a comparison of another making, which knows no wording within another.
    assertThat(carried).hasSizeBetween(125, 145);
  }

  private static void keep(List<String> lines) throws IOException {
    String folder = System.getProperty("minutebook.test.canonical-to", "");
    if (!folder.isEmpty()) {
      Files.createDirectories(Path.of(folder));
      Files.write(Path.of(folder).resolve("carried-over.txt"), lines);
    }
  }

  private static List<Entry> actions(Minutes minutes) {
    return minutes.outline().inOrder().stream()
        .filter(entry -> entry.content() instanceof Content.Action)
        .toList();
  }

  @Test
  void every_action_with_a_text_can_be_carried_over_by_command() throws IOException {
    for (Path file : documents()) {
      MeetingId from = new MeetingId(new SeriesId("weekly"), day(file), 1);
      Minutes there =
          MeetingDecider.decideDocument(Minutes.NONE, from, Files.readString(file)).after();
      MeetingId to = new MeetingId(from.series(), from.date().plusDays(7), 1);
      Minutes here = MeetingDecider.decideDocument(Minutes.NONE, to, "# Weekly\n").after();
      Facts facts = new Facts(Series.NONE, from, Map.of(from, there));
      for (Entry action : actions(there)) {
        here =
            MeetingDecider.decide(
                    here,
                    to,
                    new MeetingCommand.CarryOverAction(
                        null,
                        null,
                        null,
                        null,
                        new EntryAddress(from, action.id()),
                        null,
                        null,
                        null),
                    Circumstances.knowing(facts))
                .after();
      }
      assertThat(actions(here)).hasSameSizeAs(actions(there));
      assertThat(RoundTrip.holds(here)).as("%s", file).isTrue();
    }
  }
}
