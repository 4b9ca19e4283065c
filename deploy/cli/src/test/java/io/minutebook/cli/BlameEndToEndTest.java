package io.minutebook.cli;

import static io.minutebook.cli.git.Sketch.files;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.cli.FileInGit.Line;
import io.minutebook.cli.git.Sketch;
import io.minutebook.standalone.Standalone;
import io.minutebook.standalone.StandaloneOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code history}, {@code diff} and {@code blame} say of minutes that were imported from git,
 * against what git says of the file.
 */
class BlameEndToEndTest {

  private static final String FILE = "notes/Crew20260302.md";
  private static final String MEETING = "crew/2026-03-02";

  /** Ten revisions of one document, each by another author. */
  private static final List<String> TEXTS =
      texts(
          List.of(
              text -> text,
              text -> text.replace("closed", "open until noon"),
              text -> text.replace("-   AI (Bo): mend the net\n", "-   AI (Bo): mend the nets\n"),
              text -> text.replace("-   AI (Ada)", "-   AI (Cy): count the buoys\n-   AI (Ada)"),
              text -> text.replace("## Action", "## Pier Team\n\nA storm is due.\n\n## Action"),
              text -> text.replace("-   The crane is open until noon\n", ""),
              text -> text.replace("A storm is due.", "A storm is due.\nAll boats stay in."),
              text -> text.replace("# Harbour crew,", "# Harbour crew of"),
              text -> text.replace("-   AI (Cy): count the buoys\n", ""),
              text -> text + "-   AI (Di): order rope\n"));

  @TempDir static Path folder;

  private static Standalone standalone;
  private static Sketch sketch;
  private static List<String> revisions;

  private static List<String> texts(List<UnaryOperator<String>> edits) {
    List<String> texts = new ArrayList<>();
    String text =
        """
        # Harbour crew, 2 March 2026

        ## Announcements

        -   The crane is closed
        -   The lamp is new

        ## Action items

        -   AI (Bo): mend the net
        -   AI (Ada): paint the pier
        """;
    for (UnaryOperator<String> edit : edits) {
      text = edit.apply(text);
      texts.add(text);
    }
    return texts;
  }

  @BeforeAll
  static void start() throws IOException {
    standalone = Standalone.start(StandaloneOptions.in(folder.resolve("data")));
    sketch = Sketch.in(folder.resolve("sketch"));
    revisions = new ArrayList<>();
    for (int i = 0; i < TEXTS.size(); i++) {
      revisions.add(
          sketch.commit(
              "Author " + i,
              "Edit " + i,
              files(FILE, TEXTS.get(i)),
              revisions.isEmpty() ? new String[0] : new String[] {revisions.getLast()}));
    }
    imported(sketch.folder(), "notes", "crew");
  }

  @AfterAll
  static void stop() {
    sketch.close();
    standalone.close();
  }

  @Test
  void blame_says_of_every_line_at_every_revision_what_git_says() throws IOException {
    try (FileInGit git = FileInGit.in(sketch.folder())) {
      for (int i = 0; i < TEXTS.size(); i++) {
        List<Line> ours = blame(MEETING, "--as-of", revisions.get(i));
        List<Line> theirs = git.blame(revisions.get(i), FILE);
        assertThat(written(ours)).as("revision %d", i).isEqualTo(written(theirs));
        assertThat(ours).as("revision %d", i).containsExactlyInAnyOrderElementsOf(theirs);
      }
      assertThat(blame(MEETING)).isEqualTo(blame(MEETING, "--as-of", revisions.getLast()));
    }
  }

  @Test
  void blame_names_the_author_of_each_line() {
    Run run = minutebook("blame", MEETING);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.lines()).hasSize(TEXTS.getLast().lines().toList().size());
    assertThat(run.lines().getLast())
        .startsWith(revisions.getLast().substring(0, 8))
        .contains("(Author 9 2026-03-02 18:00:00 ")
        .endsWith(") -   AI (Di): order rope");
  }

  @Test
  void diff_of_any_two_revisions_leads_from_the_one_file_to_the_other() throws IOException {
    try (FileInGit git = FileInGit.in(sketch.folder())) {
      for (int i = 0; i < TEXTS.size(); i++) {
        for (int j = 0; j < TEXTS.size(); j++) {
          Run run = minutebook("diff", MEETING, revisions.get(i), revisions.get(j), "--text");
          assertThat(run.exitCode()).as(run.err()).isZero();
          assertThat(FileInGit.changed(run.out()))
              .as("%d to %d", i, j)
              .isEqualTo(FileInGit.changed(git.diff(revisions.get(i), revisions.get(j), FILE)));
        }
      }
    }
  }

  @Test
  void diff_says_what_became_of_which_entry() {
    Run run = minutebook("diff", MEETING, revisions.get(1), revisions.get(2).substring(0, 7));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.lines()).hasSize(1);
    assertThat(run.out()).contains("action changed: ", "[-net-]{+nets+}");
  }

  @Test
  void diff_and_blame_are_asked_of_one_entry_or_one_person() {
    String nets =
        json("diff", MEETING, revisions.get(1), revisions.get(2))
            .path("entries")
            .get(0)
            .path("entry")
            .asString();
    assertThat(minutebook("diff", MEETING, revisions.getFirst()).lines()).hasSizeGreaterThan(5);
    assertThat(minutebook("diff", MEETING + "#" + nets, revisions.getFirst()).lines())
        .singleElement()
        .asString()
        .startsWith(nets)
        .contains("[-net-]{+nets+}");
    assertThat(minutebook("diff", MEETING + "#" + nets, revisions.get(4)).lines())
        .containsExactly("no entry is different");
    assertThat(minutebook("diff", MEETING, revisions.getFirst(), "--person", "author 2").lines())
        .singleElement()
        .asString()
        .startsWith(nets);
    assertThat(minutebook("diff", MEETING, revisions.get(4), "--person", "Author 2").lines())
        .as("what Author 2 did was done by then")
        .containsExactly("no entry is different");

    assertThat(minutebook("blame", MEETING + "#" + nets).lines())
        .as("with the blank line before it")
        .hasSize(2)
        .last()
        .asString()
        .startsWith(revisions.get(2).substring(0, 8))
        .contains("(Author 2 ")
        .endsWith(") -   AI (Bo): mend the nets");
    for (int i = 0; i < TEXTS.size(); i++) {
      String author = "Author " + i;
      assertThat(json("blame", MEETING, "--person", author).valueStream().toList())
          .as(author)
          .isEqualTo(
              json("blame", MEETING)
                  .valueStream()
                  .filter(line -> line.path("onBehalfOf").asString().equals(author))
                  .toList());
    }

    assertThat(minutebook("blame", MEETING + "#e9999"))
        .isEqualTo(failed("the minutes of crew/2026-03-02 have no line of an entry e9999."));
    assertThat(minutebook("diff", MEETING + "#e9999", "0"))
        .isEqualTo(failed("the minutes of crew/2026-03-02 have no entry e9999 at either moment."));
    assertThat(minutebook("blame", MEETING, "--person", "Nobody").err())
        .contains("Nobody touched none of these lines last.");
    assertThat(minutebook("diff", MEETING + "#" + nets, "0", "--text").err())
        .contains("--text compares whole documents: leave the entry out.");
  }

  @Test
  void history_has_the_revisions_of_the_file_with_their_authors() throws IOException {
    try (FileInGit git = FileInGit.in(sketch.folder())) {
      List<String> known = new ArrayList<>();
      for (JsonNode change : json("history", MEETING)) {
        String author =
            change.path("onBehalfOf").asString() + " " + change.path("occurredAt").asString();
        if (known.isEmpty() || !known.getLast().equals(author)) {
          known.add(author);
        }
      }
      assertThat(known).isEqualTo(git.log("HEAD", FILE)).hasSize(10);
    }
  }

  @Test
  void history_is_asked_by_person_entry_command_and_time() {
    assertThat(minutebook("history", "--person", "Author 3").lines())
        .singleElement()
        .asString()
        .startsWith(MEETING)
        .contains("ActionAssigned", "count the buoys");
    assertThat(minutebook("history", MEETING, "--person", "Author 3").lines()).hasSize(1);
    assertThat(minutebook("history", "--series", "crew", "--since", "2126-01-01").err())
        .contains("nothing happened that fits all of this.");
    JsonNode first = json("history", MEETING).get(0);
    assertThat(json("history", MEETING, "--command", first.path("command").asString()).get(0))
        .isEqualTo(first);
    String entry = first.path("entry").asString();
    assertThat(json("history", MEETING + "#" + entry))
        .isEqualTo(json("history", MEETING, "--entry", entry))
        .allMatch(change -> change.path("meeting").asString().equals(MEETING));
    String root =
        json("diff", MEETING, revisions.get(2), revisions.get(3))
            .path("entries")
            .get(0)
            .path("entry")
            .asString();
    assertThat(minutebook("history", "--action", MEETING + "#" + root).lines())
        .first()
        .asString()
        .contains("ActionAssigned", "count the buoys");
  }

  @Test
  void history_is_asked_by_when_things_happened_and_not_only_by_when_they_were_imported() {
    String third = Sketch.BEGIN.plusSeconds(3 * 3600).toString();
    assertThat(minutebook("history", MEETING, "--since", third, "--until", third).err())
        .as("all of it was recorded today")
        .contains("nothing happened that fits all of this.");

    assertThat(
            minutebook("history", MEETING, "--since", third, "--until", third, "--by", "occurred")
                .lines())
        .singleElement()
        .asString()
        .contains("Author 3", "ActionAssigned", "count the buoys");
    assertThat(authors("--series", "crew", "--until", third, "--by", "occurred"))
        .containsExactly("Author 0", "Author 1", "Author 2", "Author 3");
    assertThat(authors("--person", "Author 7", "--since", third, "--by", "occurred"))
        .containsExactly("Author 7");
    assertThat(authors("--series", "crew", "--since", "2026-03-03", "--by", "occurred"))
        .as("what no import says occurred when it was recorded: the series was made today")
        .containsExactly("");
    assertThat(minutebook("history", MEETING, "--by", "occurred").err())
        .contains("--by says what --since and --until are");
    assertThat(minutebook("history", "--action", MEETING + "#e1", "--by", "occurred").err())
        .contains("--action stands alone");
  }

  private static List<String> authors(String... asked) {
    List<String> all = new ArrayList<>(List.of("history"));
    all.addAll(Arrays.asList(asked));
    return json(all.toArray(String[]::new))
        .valueStream()
        .map(change -> change.path("onBehalfOf").asString(""))
        .distinct()
        .toList();
  }

  @Test
  void show_prints_the_minutes_of_every_kind_of_moment() {
    assertThat(minutebook("show", MEETING, "--as-of", revisions.get(4)).out())
        .isEqualTo(TEXTS.get(4));
    assertThat(minutebook("show", MEETING, "--as-of", revisions.get(4).substring(0, 6)).out())
        .isEqualTo(TEXTS.get(4));
    String fifth = Sketch.BEGIN.plusSeconds(5 * 3600).toString();
    assertThat(minutebook("show", MEETING, "--as-of", fifth, "--by", "occurred").out())
        .isEqualTo(TEXTS.get(5));
    assertThat(minutebook("show", MEETING, "--as-of", "2126-01-01").out())
        .isEqualTo(TEXTS.getLast());
  }

  @Test
  void what_there_is_not_is_said_in_a_sentence() {
    assertThat(minutebook("show", MEETING, "--as-of", "published"))
        .isEqualTo(failed("there are no minutes of crew/2026-03-02 as of published."));
    assertThat(minutebook("blame", MEETING, "--as-of", "9999"))
        .isEqualTo(failed("there are no minutes of crew/2026-03-02 as of 9999."));
    assertThat(minutebook("show", MEETING, "--as-of", "2026-03-02T10:00").err())
        .contains("is neither a day (2026-03-02) nor an instant");
    assertThat(minutebook("diff", MEETING, "nowhere").exitCode()).isEqualTo(2);
    assertThat(minutebook("diff", MEETING).exitCode()).isEqualTo(2);
    assertThat(minutebook("history").exitCode()).isEqualTo(2);
    assertThat(minutebook("history", MEETING, "--since", "soon").exitCode()).isEqualTo(2);
    assertThat(minutebook("blame", MEETING, "--by", "hearsay").exitCode()).isEqualTo(2);
  }

  private static Run failed(String sentence) {
    return new Run(2, "", "minutebook: " + sentence + System.lineSeparator());
  }

  /** Blank lines are all alike: which of two in a row is the new one is anybody's guess. */
  private static List<Line> written(List<Line> lines) {
    return lines.stream().filter(line -> !line.text().isBlank()).toList();
  }

  private static List<Line> blame(String meeting, String... more) {
    List<String> all = new ArrayList<>(List.of("blame", meeting));
    all.addAll(Arrays.asList(more));
    return json(all.toArray(String[]::new))
        .valueStream()
        .map(line -> new Line(line.path("revision").asString(), line.path("text").asString()))
        .toList();
  }

  private static JsonNode json(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add("--json");
    Run run = minutebook(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  private static void imported(Path repository, String path, String series) {
    Run run =
        minutebook("import", "git", repository.toString(), "--path", path, "--series", series);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  private static Run minutebook(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return Run.of(all.toArray(String[]::new));
  }
}
