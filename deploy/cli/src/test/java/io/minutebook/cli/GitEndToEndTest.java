package io.minutebook.cli;

import static io.minutebook.cli.git.Sketch.files;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.cli.client.Commands;
import io.minutebook.cli.client.Origin;
import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Precondition;
import io.minutebook.cli.git.Sketch;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.standalone.Standalone;
import io.minutebook.standalone.StandaloneOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code import git} and {@code check git} against a whole standalone process. */
class GitEndToEndTest {

  private static final String MONDAY = "notes/Crew20260302.md";
  private static final String NEXT_MONDAY = "notes/Crew20260309.md";
  private static final String TEXT =
      """
      # Harbour crew, 2 March 2026

      ## Announcements

      -   The crane is closed

      ## Action items

      -   AI (Bo): mend the net
      -   AI (Ada): paint the pier
      """;

  @TempDir static Path folder;

  private static Standalone standalone;
  private static int series;

  private Sketch sketch = Sketch.in(Path.of("never"));
  private String slug = "";

  @BeforeAll
  static void start() {
    standalone = Standalone.start(StandaloneOptions.in(folder.resolve("data")));
  }

  @AfterAll
  static void stop() {
    standalone.close();
  }

  @BeforeEach
  void draw(TestInfo test) {
    slug = "crew-" + ++series;
    sketch = Sketch.in(folder.resolve(slug + test.getDisplayName().replaceAll("\\W", "")));
  }

  @AfterEach
  void putAway() {
    sketch.close();
  }

  @Test
  void a_history_with_branches_comes_in_as_its_authors_wrote_it() throws IOException {
    branchedHistory();

    Run imported = importGit();
    assertThat(imported.exitCode()).as(imported.out() + imported.err()).isZero();
    assertThat(imported.lines())
        .contains(
            slug
                + " (new): 2 documents in 8 revisions: 5 on the mainline, 2 on side branches, 1 merges",
            "revisions: 7 brought in, 1 changed nothing, 0 already there, 0 failed");
    assertThat(imported.out()).containsPattern("events: \\d+ \\(.*MeetingCancelled 1");
    assertThat(minutebook("show", slug + "/2026-03-02").out())
        .isEqualTo(
            TEXT.replace("net", "old net").replace("closed", "open").replace("pier", "whole pier"));

    Run checked = check();
    assertThat(checked.exitCode()).as(checked.out()).isZero();
    assertThat(checked.lines())
        .containsExactly(
            "mainline: 5 of 5 revisions equal their file",
            "side branches: 2 of 2 revisions changed the minutes as they did the file",
            "merges: 1 of 1 equal their file");

    List<JsonNode> changes = history("2026-03-02");
    assertThat(changes)
        .filteredOn(it -> it.path("after").asString("").contains("whole pier"))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.path("onBehalfOf").asString()).isEqualTo("Eve");
              assertThat(it.path("occurredAt").asString()).startsWith("2026-03-02T11:00:00");
            });
  }

  @Test
  void a_second_run_stores_nothing_and_one_with_more_revisions_only_these() throws IOException {
    String last = branchedHistory();
    importGit();
    int events = history("2026-03-02").size();

    Run again = importGit();
    assertThat(again.exitCode()).as(again.out()).isZero();
    assertThat(again.lines())
        .contains(
            "revisions: 0 brought in, 1 changed nothing, 7 already there, 0 failed", "events: 0");

    sketch.commit("One more", files(MONDAY, TEXT.replace("Bo", "Cy")), last);
    Run more = importGit();
    assertThat(more.out()).contains("revisions: 2 brought in");
    assertThat(history("2026-03-02").size()).isGreaterThan(events);
    assertThat(check().exitCode()).isZero();
  }

  @Test
  void an_import_that_ended_early_is_continued_where_it_ended() throws IOException {
    String last = branchedHistory();
    importGit();
    List<String> undisturbed = story("2026-03-02");

    slug = slug + "-again";
    Run early = importGit("--branch", last + "~4");
    assertThat(early.exitCode()).as(early.out() + early.err()).isZero();
    assertThat(early.out()).contains("2 brought in");
    Run rest = importGit();
    assertThat(rest.exitCode()).as(rest.out()).isZero();
    assertThat(rest.out()).contains("5 brought in, 1 changed nothing, 2 already there, 0 failed");
    assertThat(story("2026-03-02")).isEqualTo(undisturbed);
    assertThat(check().exitCode()).isZero();
  }

  @Test
  void revisions_that_are_left_out_are_left_out_again_when_the_import_goes_on() throws IOException {
    String last = branchedHistory();
    Run late = importGit("--since", last + "~3");
    assertThat(late.exitCode()).as(late.out()).isZero();
    assertThat(late.out()).contains("3 brought in");

    String next = sketch.commit("Monday", files(MONDAY, TEXT), last);
    assertThat(importGit("--since", last).out()).contains("2 brought in");
    sketch.commit("Next Monday", files(MONDAY, TEXT, NEXT_MONDAY, TEXT), next);
    Run more = importGit("--since", next);
    assertThat(more.exitCode()).as(more.out()).isZero();
    assertThat(more.out()).contains("1 brought in");
    assertThat(check("--since", last + "~3").exitCode()).isZero();
  }

  @Test
  void minutes_from_another_history_need_a_word() throws IOException {
    sketch.commit("Begin", files(MONDAY, TEXT));
    importGit();
    sketch.commit("Begin anew", files(MONDAY, TEXT.replace("Bo", "Cy")));

    Run refused = importGit();
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out()).contains("which this history does not have");
    assertThat(importGit("--overwrite").exitCode()).isZero();
    assertThat(check().exitCode()).isZero();
  }

  @Test
  void a_check_names_the_revision_and_the_line_in_which_the_minutes_differ() throws IOException {
    String first = sketch.commit("Begin", files(MONDAY, TEXT));
    String side = sketch.commit("Side", files(MONDAY, TEXT.replace("net", "big net")), first);
    String merge =
        sketch.commit("Merge", files(MONDAY, TEXT.replace("net", "big net")), first, side);
    importGit();
    assertThat(check().exitCode()).isZero();

    put("2026-03-02", TEXT.replace("net", "big net").replace("crane", "other crane"), side);

    Run checked = check();
    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.lines())
        .contains(
            "differs: %s/2026-03-02 at %.7s: \"-   The crane is closed\": removed once, in the commit neither added nor removed"
                .formatted(slug, side),
            "differs: %s/2026-03-02 at %.7s: line 5: the file has \"-   The crane is closed\", the minutes \"-   The other crane is closed\""
                .formatted(slug, merge),
            "mainline: 1 of 1 revisions equal their file",
            "side branches: 0 of 1 revisions changed the minutes as they did the file",
            "merges: 0 of 1 equal their file");
    JsonNode json = JsonMapper.shared().readTree(check("--json").out());
    assertThat(json.path("clean").asBoolean()).isFalse();
    assertThat(json.path("differences").size()).isEqualTo(2);
  }

  @Test
  void a_check_of_minutes_that_were_never_imported_finds_every_revision_differing()
      throws IOException {
    branchedHistory();
    Run checked = check();
    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.out())
        .contains("mainline: 1 of 5", "there is a file, but there are no minutes");
  }

  @Test
  void a_check_that_has_nothing_to_compare_fails() throws IOException {
    branchedHistory();
    assertThat(check("--since", "2030-01-01").exitCode()).isEqualTo(1);
    assertThat(check("--since", "2030-01-01").out()).contains("nothing to compare");
  }

  @Test
  void new_revisions_of_minutes_that_were_edited_meanwhile_need_a_word() throws IOException {
    String first = sketch.commit("Begin", files(MONDAY, TEXT, NEXT_MONDAY, TEXT));
    importGit();
    put("2026-03-02", TEXT.replace("closed", "away"), null);
    assertThat(importGit().exitCode()).as("nothing new, so nothing to refuse").isZero();

    String edited = TEXT.replace("Ada", "Zoë");
    sketch.commit("Go on", files(MONDAY, edited, NEXT_MONDAY, edited), first);
    Run refused = importGit();
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out())
        .containsPattern(
            "failed: Crew20260302.md: its minutes were edited in Minutebook since revision %.7s \\(versions? \\d+"
                .formatted(first))
        .contains("1 brought in, 0 changed nothing, 2 already there, 1 failed");
    assertThat(minutebook("show", slug + "/2026-03-02").out())
        .contains("away")
        .doesNotContain("Zoë");

    Run overwritten = importGit("--overwrite");
    assertThat(overwritten.exitCode()).as(overwritten.out()).isZero();
    assertThat(minutebook("show", slug + "/2026-03-02").out()).isEqualTo(edited);
    assertThat(check().exitCode()).isZero();
  }

  @Test
  void what_cannot_be_read_is_named_and_the_rest_goes_on() throws IOException {
    Map<String, byte[]> files = files(MONDAY, TEXT, NEXT_MONDAY, TEXT, "notes/index.md", "x");
    String first = sketch.commit("Begin", files);
    files.put(MONDAY, new byte[] {'#', ' ', (byte) 0xff, '\n'});
    files.put(NEXT_MONDAY, TEXT.replace("Bo", "Cy").getBytes(StandardCharsets.UTF_8));
    String odd = sketch.commit("Odd", files, first);
    files.put(MONDAY, TEXT.replace("Bo", "Di").getBytes(StandardCharsets.UTF_8));
    sketch.commit("Right again", files, odd);

    Run imported = importGit();
    assertThat(imported.exitCode()).isEqualTo(1);
    assertThat(imported.out())
        .contains("failed: index.md: its name has no date")
        .contains("failed: Crew20260302.md at %.7s: The body is not UTF-8".formatted(odd))
        .contains("4 brought in, 0 changed nothing, 0 already there, 1 failed");
    assertThat(minutebook("show", slug + "/2026-03-02").out()).contains("AI (Di): mend");
    assertThat(check().lines()).contains("mainline: 4 of 5 revisions equal their file");
  }

  @Test
  void published_minutes_are_corrected_with_the_subject_as_the_reason() throws IOException {
    String first = sketch.commit("Begin", files(MONDAY, TEXT));
    importGit();
    commands()
        .command(
            MeetingId.of(new SeriesId(slug), "2026-03-02"),
            "PublishMinutes",
            Map.of(),
            new Precondition.Any(),
            slug);
    sketch.commit("Bo was not there", files(MONDAY, TEXT.replace("Bo", "Cy")), first);

    Run imported = importGit();
    assertThat(imported.exitCode()).as(imported.out()).isZero();
    assertThat(minutebook("history", slug + "/2026-03-02").lines().getLast())
        .endsWith(", because: Bo was not there");
  }

  @Test
  void a_report_says_what_was_not_recognised() throws IOException {
    sketch.commit("Begin", files(MONDAY, TEXT + "\n<center>closed</center>\n"));
    Run imported = importGit("--report");
    assertThat(imported.exitCode()).as(imported.out()).isZero();
    assertThat(imported.out())
        .contains("not recognised: %s/2026-03-02, line 12".formatted(slug), "<center>closed")
        .containsPattern("read: 1 documents with \\d+ entries \\(action 2, ");
  }

  @Test
  void where_there_is_nothing_to_import_the_command_says_so() throws IOException {
    sketch.commit("Begin", files("src/code.txt", "x"));
    Run imported = importGit();
    assertThat(imported.exitCode()).isEqualTo(2);
    assertThat(imported.err()).contains("no document (*.md with a date in its name)");
  }

  /**
   * The crew's Monday edited on two branches at once, merged cleanly; the next Monday cancelled and
   * held after all. Answers the last commit.
   */
  private String branchedHistory() throws IOException {
    String base = sketch.commit("Begin", files(MONDAY, TEXT));
    String main = sketch.commit("Open", files(MONDAY, TEXT.replace("closed", "open")), base);
    String pier = TEXT.replace("pier", "whole pier");
    String side = sketch.commit("Eve", "The whole pier", files(MONDAY, pier), base);
    String both = pier.replace("closed", "open");
    String side2 =
        sketch.commit("Eve", "The net is old", files(MONDAY, pier.replace("net", "old net")), side);
    both = both.replace("net", "old net");
    String merge = sketch.commit("Merge", files(MONDAY, both), main, side2);
    String week = TEXT.replace("2 March", "9 March");
    String next = sketch.commit("Next week", files(MONDAY, both, NEXT_MONDAY, week), merge);
    String gone = sketch.commit("Called off", files(MONDAY, both), next);
    return sketch.commit("After all", files(MONDAY, both, NEXT_MONDAY, week), gone);
  }

  private Run importGit(String... more) {
    return git("import", more);
  }

  private Run check(String... more) {
    return git("check", more);
  }

  private Run git(String what, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(what, "git", sketch.folder().toString(), "--path", "notes", "--series", slug));
    all.addAll(List.of(more));
    return minutebook(all.toArray(String[]::new));
  }

  /** What somebody does who says that it came from a revision, or from nowhere. */
  private void put(String day, String document, @Nullable String revision) {
    MeetingId meeting = MeetingId.of(new SeriesId(slug), day);
    JsonNode shown =
        JsonMapper.shared().readTree(minutebook("show", meeting.toString(), "--json").out());
    commands()
        .putMinutes(
            meeting,
            document.getBytes(StandardCharsets.UTF_8),
            new Origin("Crew.md", revision, null, null, null),
            false,
            new Precondition.At(shown.path("version").asLong()),
            slug + document.hashCode());
    minutebook("export", "--series", slug, "--to", folder.resolve(slug + "-out").toString());
  }

  private Commands commands() {
    String token = minutebook("token", "--role", "admin", "--name", "sue").lines().getLast();
    return new Commands(
        URI.create(standalone.addresses().commandUrl()), () -> token, Patience.NONE);
  }

  private List<JsonNode> history(String day) {
    Run run = minutebook("history", slug + "/" + day, "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JsonMapper.shared().readTree(run.out()).valueStream().toList();
  }

  /** What happened to the minutes, but for when it was recorded and as which decision. */
  private List<String> story(String day) {
    return history(day).stream()
        .map(
            it ->
                Stream.of("version", "occurredAt", "onBehalfOf", "type", "entry", "before", "after")
                    .map(field -> it.path(field).asString(""))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private static Run minutebook(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return Run.of(all.toArray(String[]::new));
  }
}
