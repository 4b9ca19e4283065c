package io.minutebook.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.Form;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a document holds: it is read, with all its text, in time linear in its size. */
class HostileDocumentsTest {

  /** A quarter of what a thread usually has. */
  private static final long SMALL_STACK = 256 * 1024;

  private static final int SIZE = Integer.getInteger("minutebook.test.hostile-size", 16 * 1024);

  /** How much longer twice as much may take, above what is too short to be measured. */
  private static final double GROWTH = 2.6;

  private static final double UNMEASURABLE_MILLIS = 8;

  private static final Duration CEILING = Duration.ofSeconds(60);

  private record Reading(List<DocumentEntry> entries, double millis) {}

  /** Reads in a thread of its own; the time is its processor time, whatever else runs. */
  private static Reading read(String document) {
    AtomicReference<@Nullable Reading> done = new AtomicReference<>();
    AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
              List<DocumentEntry> entries = MarkdownReader.read(document);
              long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
              done.set(new Reading(entries, (end - begin) / 1e6));
            },
            "reader",
            SMALL_STACK);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((ignored, failure) -> failed.set(failure));
    thread.start();
    try {
      assertThat(thread.join(CEILING)).as("read within " + CEILING).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    assertThat(failed.get()).isNull();
    Reading reading = done.get();
    if (reading == null) {
      throw new AssertionError("nothing was read");
    }
    return reading;
  }

  private static void keepsAllOf(String document, List<DocumentEntry> entries, String about) {
    if (entries.isEmpty()) {
      assertThat(document.replace('\ufeff', ' ').isBlank()).as(about).isTrue();
      return;
    }
    StringBuilder sources = new StringBuilder();
    StringBuilder fields = new StringBuilder();
    collect(entries, sources, fields);
    assertThat(sources.toString().equals(document)).as("sources of " + about).isTrue();
    assertThat(Words.areSame(fields.toString(), document)).as("words of " + about).isTrue();
  }

  private static void collect(
      List<DocumentEntry> entries, StringBuilder sources, StringBuilder fields) {
    for (DocumentEntry entry : entries) {
      sources.append(entry.source());
      fields.append(entry.form().isNumbered() ? entry.form().name() : "").append('\n');
      fields.append(CanonicalText.of(entry.content())).append('\n');
      collect(entry.children(), sources, fields);
    }
  }

  static Stream<String> shapes() {
    return HostileShapes.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void any_shape_is_read_with_all_its_text_in_linear_time(String shape) {
    IntFunction<String> document = Objects.requireNonNull(HostileShapes.all().get(shape));
    keepsAllOf(document.apply(SIZE), read(document.apply(SIZE)).entries(), shape);
    for (int size = SIZE; size <= 4 * SIZE; size *= 2) {
      assertThat(growth(document.apply(size), document.apply(2 * size)))
          .as(shape + ", from " + size + " to " + 2 * size + " characters")
          .isLessThanOrEqualTo(GROWTH);
    }
  }

  /** How much longer twice as much takes: the least of some measurements. */
  private static double growth(String document, String twice) {
    double least = Double.MAX_VALUE;
    for (int attempt = 0; attempt < 5 && least > GROWTH; attempt++) {
      double once = Math.max(UNMEASURABLE_MILLIS, fastest(document));
      least = Math.min(least, fastest(twice) / once);
    }
    return least;
  }

  private static double fastest(String document) {
    double fastest = Double.MAX_VALUE;
    for (int run = 0; run < 3; run++) {
      fastest = Math.min(fastest, read(document).millis());
    }
    return fastest;
  }

  static Stream<String> large() {
    int five = 5 * 1024 * 1024;
    String cells = "|a".repeat(10_000) + "|\n" + "|-".repeat(10_000) + "|\n";
    return Stream.of(
        "#".repeat(five),
        "> ".repeat(10_000) + "x\n" + "> y\n".repeat(1000),
        "- ".repeat(10_000) + "x\n" + "\n  y".repeat(1000),
        "a " + "word ".repeat(200_000) + "\n" + "b".repeat(1024 * 1024),
        "|a|b|\n|-|-|\n" + "|1|2|\n".repeat(100_000),
        cells + "|1|2|\n".repeat(10_000),
        "[ref]: https://example.org\n".repeat(100_000));
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("large")
  void a_large_document_is_read_with_all_its_text(String document) {
    keepsAllOf(document, read(document).entries(), "the large document");
  }

  @Test
  void lists_end_where_nobody_nests_any_more_and_what_is_deeper_is_text() {
    StringBuilder document = new StringBuilder("# T\n\n");
    for (int level = 0; level < 300; level++) {
      document.append("  ".repeat(level)).append("- level").append(level).append('\n');
    }
    List<DocumentEntry> entries = read(document.toString()).entries();
    keepsAllOf(document.toString(), entries, "300 levels");
    int depth = 0;
    List<DocumentEntry> at = entries.subList(1, 2);
    while (!at.isEmpty()) {
      depth++;
      at = at.getLast().children();
    }
    assertThat(depth).isEqualTo(Structure.MOST_LEVELS);
  }

  private static final List<String> LINES =
      List.of(
          "",
          "",
          "# T",
          "## Section",
          "### Ready for Testing",
          "## Triage Duty",
          "## Support Update",
          "## Announcements",
          "-   item",
          "    - nested",
          "        - deeper",
          "1.  one",
          "10) ten",
          "text",
          "    set in",
          "\ttab",
          "| a | b |",
          "|---|---|",
          "| 1 | 2 |",
          "|",
          "```",
          "~~~",
          "> quote",
          "AI (Ada): do it",
          "-   AI: Bo - do that",
          "end. AI (Cleo): and this",
          "---",
          "===",
          "[ref]: https://example.org",
          "<div>",
          "<!-- x",
          "-->",
          "<b a='1'>",
          "* star",
          "+ plus",
          "- ",
          "-",
          "\u2028odd\u0085",
          "&minus;1",
          "None this week",
          "- - twice",
          "12 (+3) open tickets",
          "\\- escaped",
          "    ",
          "-\tafter a tab",
          "This week: Ada",
          "North (Ada): rope",
          "#",
          "##",
          "a  ",
          "b\\",
          "- | a | b |",
          "Decision: we go",
          "**Decision:** we stay",
          "-   Both",
          "    -   3.5.1",
          "-   Ready for Release",
          "| # of tickets | &Delta; | State |",
          "|-|-|-|",
          "| 4 | &minus; | Open |",
          "**Attending:** Ada, Bo",
          "**Coordinates:** here",
          "\u3000wide",
          "\0nul",
          "caf\u00e9 \ud83d\ude00",
          "\ud83d alone",
          "[ ] (Ada) box");

  @Test
  void random_documents_with_noise_in_them_are_read_with_all_their_text() {
    long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int run = 0; run < 50 * Integer.getInteger("minutebook.test.runs", 40); run++) {
      String document = noisy(lines(random), random);
      List<DocumentEntry> entries = MarkdownReader.read(document);
      keepsAllOf(document, entries, "seed " + seed + ", run " + run + ":\n" + document);
      for (Unrecognised found : ReadingReport.of(document).unrecognised()) {
        assertThat(found.text()).isNotBlank();
        assertThat(found.line()).isBetween(1, (int) document.lines().count());
      }
    }
  }

  private static String lines(Random random) {
    List<String> ends = List.of("\n", "\n", "\n", "\r\n", "\r");
    StringBuilder document = new StringBuilder(random.nextInt(4) == 0 ? "\ufeff" : "");
    for (int i = random.nextInt(40); i > 0; i--) {
      document.append(" ".repeat(random.nextInt(3) == 0 ? random.nextInt(9) : 0));
      document.append(LINES.get(random.nextInt(LINES.size())));
      document.append(ends.get(random.nextInt(ends.size())));
    }
    return document.toString();
  }

  /** Some bytes changed; what is no UTF-8 any more becomes replacement characters. */
  private static String noisy(String document, Random random) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void a_long_paragraph_is_one_note_and_lists_below_text_go_on() {
    List<DocumentEntry> entries = read("# T\n\n" + "1 line\n".repeat(5000)).entries();
    assertThat(entries).hasSize(2);
    assertThat(entries.getLast().form()).isEqualTo(Form.PARAGRAPH);
    List<DocumentEntry> items = new ArrayList<>(read("- a\n".repeat(5000)).entries());
    assertThat(items).hasSize(5000);
  }
}
