package io.minutebook.command.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.MeetingEvent;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Minutes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Minutes of as many entries as they may have, compared with documents of as many. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LargeDocumentsTest {

  private static final int ENTRIES = 9_990;

  private static String lines(int count, IntFunction<String> line) {
    return "# Everything\n\n"
        + IntStream.range(0, count).mapToObj(line).collect(Collectors.joining());
  }

  private static String items(long seed) {
    Random random = new Random(seed);
    return lines(
        ENTRIES,
        i ->
            "-   "
                + IntStream.range(0, 8)
                    .mapToObj(w -> "word" + random.nextInt(3_000))
                    .collect(Collectors.joining(" "))
                + "\n");
  }

  private static Decision compare(String what, Minutes before, String document) {
    long start = System.nanoTime();
    Decision decision = MeetingDecider.decideDocument(before, SampleMinutes.MEETING, document);
    System.out.printf(
        "%s: %d events in %d ms%n",
        what, decision.events().size(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    assertThat(MarkdownWriter.write(decision.after())).isEqualTo(document);
    assertThat(KeptIdentity.violations(before, decision.after())).isEmpty();
    return decision;
  }

  private static Minutes of(String document) {
    return compare("begun", Minutes.NONE, document).after();
  }

  @Test
  void every_item_worded_anew_is_reworded() {
    String document = items(1);
    Decision decision =
        compare("reworded", of(document), document.replaceAll("word(\\d+)\n", "word$1 too\n"));
    assertThat(decision.events())
        .hasSize(ENTRIES)
        .allMatch(MeetingEvent.EntryReworded.class::isInstance);
  }

  @Test
  void items_in_another_order_are_moved() {
    String document = items(2);
    List<String> lines = new ArrayList<>(document.lines().skip(2).toList());
    Collections.reverse(lines);
    Decision decision = compare("reversed", of(document), lines(ENTRIES, i -> lines.get(i) + "\n"));
    assertThat(decision.events())
        .hasSizeLessThanOrEqualTo(ENTRIES)
        .filteredOn(event -> !(event instanceof MeetingEvent.EntryMoved))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void other_items_take_the_place_of_all_that_stood() {
    Decision decision = compare("replaced", of(items(3)), items(4).replace("word", "other"));
    assertThat(decision.events())
        .allMatch(
            event ->
                event instanceof MeetingEvent.EntryRetracted
                    || event instanceof MeetingEvent.NoteAdded
                    || event instanceof MeetingEvent.EntryReformatted);
  }

  @Test
  void the_same_line_ten_thousand_times_may_lose_one() {
    String document = lines(ENTRIES, i -> "-   same\n");
    Decision decision = compare("one less", of(document), lines(ENTRIES - 1, i -> "-   same\n"));
    assertThat(decision.events()).hasSize(1);
  }

  @Test
  void every_row_of_a_long_table_is_corrected() {
    String head = "## Board\n\n| # of tickets | &Delta; | State |\n|---|---|---|\n";
    Minutes before =
        of(
            "# T\n\n"
                + head
                + lines(5_000, i -> "| " + i + " | +1 | State " + i + " |\n").substring(14));
    Decision decision =
        compare(
            "corrected",
            before,
            "# T\n\n"
                + head
                + lines(5_000, i -> "| " + (i + 1) + " | +1 | State " + i + " |\n").substring(14));
    assertThat(decision.events())
        .hasSize(5_000)
        .allMatch(MeetingEvent.TicketCountCorrected.class::isInstance);
  }

  @Test
  void sections_with_all_that_is_in_them_change_places() {
    IntFunction<String> section =
        i ->
            "## Section "
                + i
                + "\n\n"
                + lines(90, j -> "-   note " + j + " of " + i + "\n").substring(14)
                + "\n";
    Minutes before =
        of("# T\n\n" + IntStream.range(0, 100).mapToObj(section).collect(Collectors.joining()));
    Decision decision =
        compare(
            "sections",
            before,
            "# T\n\n"
                + IntStream.range(0, 100)
                    .mapToObj(i -> section.apply(i % 2 == 0 ? (i + 50) % 100 : i))
                    .collect(Collectors.joining()));
    assertThat(decision.events()).allMatch(MeetingEvent.SectionMoved.class::isInstance);
    assertThat(decision.events()).hasSizeLessThan(51);
  }

  @Test
  void items_nested_deep_are_taken_one_level_up() {
    int depth = 60;
    String nested =
        "# T\n\n"
            + IntStream.range(0, depth)
                .mapToObj(i -> "  ".repeat(i) + "- level " + i + " of it\n")
                .collect(Collectors.joining());
    String risen =
        "# T\n\n- above all\n\n"
            + IntStream.range(1, depth)
                .mapToObj(i -> "  ".repeat(i - 1) + "- level " + i + " of it\n")
                .collect(Collectors.joining());
    Decision decision = compare("deep", of(nested), risen);
    assertThat(decision.events()).hasSizeLessThanOrEqualTo(3);
  }
}
