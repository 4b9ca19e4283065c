package io.minutebook.cli.git;

import static io.minutebook.cli.git.Sketch.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.BundleWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order revisions are brought in, and what each means for which document. */
class PlanTest {

  private static final SeriesId CREW = new SeriesId("crew");
  private static final String MONDAY = "notes/Crew20260302.md";
  private static final String NEXT_MONDAY = "notes/Crew20260309.md";

  @TempDir Path folder;

  private Sketch sketch = Sketch.in(Path.of("never"));

  @BeforeEach
  void draw() {
    sketch = Sketch.in(folder.resolve("repository"));
  }

  @AfterEach
  void putAway() {
    sketch.close();
  }

  @Test
  void a_straight_history_is_brought_in_from_the_oldest_on() throws IOException {
    String first = sketch.commit("Begin", files(MONDAY, "a\n"));
    String second = sketch.commit("Go on", files(MONDAY, "a\nb\n"), first);

    assertThat(told(plan())).containsExactly("MAINLINE Begin: - > a|", "MAINLINE Go on: a| > a|b|");
    assertThat(plan().revisions()).extracting(Revision::id).containsExactly(first, second);
  }

  @Test
  void a_revision_has_its_author_time_and_the_first_line_of_its_message() throws IOException {
    sketch.commit("Zoë", "Note the tide\n\nIt was high.\n", files(MONDAY, "a\n"));

    assertThat(plan().revisions())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.author()).isEqualTo("Zoë");
              assertThat(it.at()).isEqualTo(Sketch.BEGIN);
              assertThat(it.subject()).isEqualTo("Note the tide");
            });
  }

  @Test
  void a_commit_that_changes_no_document_is_no_revision() throws IOException {
    String first = sketch.commit("Begin", files(MONDAY, "a\n"));
    sketch.commit("Code", files(MONDAY, "a\n", "notes/picture.svg", "x"), first);

    assertThat(told(plan())).containsExactly("MAINLINE Begin: - > a|");
  }

  @Test
  void a_side_branch_comes_just_before_the_merge_that_brings_it_in() throws IOException {
    String base = sketch.commit("Base", files(MONDAY, "a\nm\nz\n"));
    String main = sketch.commit("Main", files(MONDAY, "a1\nm\nz\n"), base);
    String side = sketch.commit("Side", files(MONDAY, "a\nm\nz1\n"), base);
    String side2 = sketch.commit("Side again", files(MONDAY, "a\nm\nz2\n"), side);
    String main2 = sketch.commit("Main again", files(MONDAY, "a2\nm\nz\n"), main);
    String merge = sketch.commit("Merge", files(MONDAY, "a2\nm\nz2\n"), main2, side2);
    sketch.commit("After", files(MONDAY, "a2\nm\nz3\n"), merge);

    assertThat(told(plan()))
        .containsExactly(
            "MAINLINE Base: - > a|m|z|",
            "MAINLINE Main: a|m|z| > a1|m|z|",
            "MAINLINE Main again: a1|m|z| > a2|m|z|",
            "SIDE Side: a|m|z| > a|m|z1|",
            "SIDE Side again: a|m|z1| > a|m|z2|",
            "MERGE Merge: a2|m|z| > a2|m|z2|",
            "MAINLINE After: a2|m|z2| > a2|m|z3|");
  }

  @Test
  void a_merge_that_discards_a_side_branch_still_has_its_say() throws IOException {
    String base = sketch.commit("Base", files(MONDAY, "a\n"));
    String side = sketch.commit("Side", files(MONDAY, "b\n"), base);
    sketch.commit("Keep ours", files(MONDAY, "a\n"), base, side);

    assertThat(told(plan()))
        .containsExactly("MAINLINE Base: - > a|", "SIDE Side: a| > b|", "MERGE Keep ours: a| > a|");
  }

  @Test
  void an_octopus_brings_its_branches_in_one_after_the_other() throws IOException {
    String base = sketch.commit("Base", files(MONDAY, "a\n"));
    String one = sketch.commit("One", files(MONDAY, "a\n", NEXT_MONDAY, "x\n"), base);
    String two = sketch.commit("Two", files(MONDAY, "b\n"), base);
    sketch.commit("Octopus", files(MONDAY, "b\n", NEXT_MONDAY, "x\n"), base, one, two);

    assertThat(told(plan()))
        .containsExactly(
            "MAINLINE Base: - > a|",
            "SIDE One: - > x|",
            "SIDE Two: a| > b|",
            "MERGE Octopus: a| > b|",
            "MERGE Octopus: - > x|");
  }

  @Test
  void a_branch_of_a_branch_comes_before_the_merge_within_the_branch() throws IOException {
    String base = sketch.commit("Base", files(MONDAY, "a\nm\nz\n"));
    String side = sketch.commit("Side", files(MONDAY, "a1\nm\nz\n"), base);
    String inner = sketch.commit("Inner", files(MONDAY, "a\nm\nz1\n"), base);
    String mergedSide = sketch.commit("Clean", files(MONDAY, "a1\nm\nz1\n"), side, inner);
    String main = sketch.commit("Main", files(MONDAY, "a\nm1\nz\n"), base);
    sketch.commit("Merge", files(MONDAY, "a1\nm1\nz1\n"), main, mergedSide);

    assertThat(told(plan()))
        .as("the merge within the branch is what git makes of it, and so means nothing")
        .containsExactly(
            "MAINLINE Base: - > a|m|z|",
            "MAINLINE Main: a|m|z| > a|m1|z|",
            "SIDE Side: a|m|z| > a1|m|z|",
            "SIDE Inner: a|m|z| > a|m|z1|",
            "MERGE Merge: a|m1|z| > a1|m1|z1|");
  }

  @Test
  void a_merge_within_a_branch_contributes_what_merging_alone_does_not_give() throws IOException {
    String base = sketch.commit("Base", files(MONDAY, "a\nm\nz\n"));
    String side = sketch.commit("Side", files(MONDAY, "a1\nm\nz\n"), base);
    String inner = sketch.commit("Inner", files(MONDAY, "a\nm\nz1\n"), base);
    String evil = sketch.commit("Evil", files(MONDAY, "a1\nm!\nz1\n"), side, inner);
    sketch.commit("Merge", files(MONDAY, "a1\nm!\nz1\n"), base, evil);

    assertThat(told(plan())).contains("SIDE Evil: a1|m|z1| > a1|m!|z1|");
  }

  @Test
  void of_a_criss_cross_each_commit_comes_once() throws IOException {
    String base = sketch.commit("Base", files(MONDAY, "a\nm\nz\n"));
    String one = sketch.commit("One", files(MONDAY, "a1\nm\nz\n"), base);
    String two = sketch.commit("Two", files(MONDAY, "a\nm\nz1\n"), base);
    String left = sketch.commit("Left", files(MONDAY, "a1\nm\nz1\n"), one, two);
    String right = sketch.commit("Right", files(MONDAY, "a1\nm\nz1\n"), two, one);
    sketch.commit("Both", files(MONDAY, "a1\nm\nz1\n"), left, right);

    assertThat(plan().revisions())
        .extracting(Revision::subject)
        .containsExactly("Base", "One", "Two", "Left");
  }

  @Test
  void a_history_without_a_common_beginning_can_be_merged() throws IOException {
    String base = sketch.commit("Base", files(MONDAY, "a\n"));
    String foreign = sketch.commit("Foreign", files(NEXT_MONDAY, "x\n"));
    sketch.commit("Join", files(MONDAY, "a\n", NEXT_MONDAY, "x\n"), base, foreign);

    assertThat(told(plan()))
        .containsExactly("MAINLINE Base: - > a|", "SIDE Foreign: - > x|", "MERGE Join: - > x|");
  }

  @Test
  void a_document_is_known_by_its_name_also_when_it_is_a_copy_of_another() throws IOException {
    String first = sketch.commit("Monday", files(MONDAY, "a\nb\n"));
    sketch.commit("A week later", files(MONDAY, "a\nb\n", NEXT_MONDAY, "a\nb\n"), first);

    assertThat(plan().revisions().getLast().changes())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.meeting()).isEqualTo(MeetingId.parse("crew/2026-03-09"));
              assertThat(it.before()).isNull();
            });
  }

  @Test
  void a_file_that_goes_and_returns_is_deleted_and_created() throws IOException {
    String first = sketch.commit("Begin", files(MONDAY, "a\n", "other.txt", ""));
    String gone = sketch.commit("Delete", files("other.txt", ""), first);
    sketch.commit("Revert", files(MONDAY, "a\n", "other.txt", ""), gone);

    assertThat(told(plan()))
        .containsExactly(
            "MAINLINE Begin: - > a|", "MAINLINE Delete: a| > -", "MAINLINE Revert: - > a|");
    assertThat(plan().revisions().get(1).changes().getFirst().file()).isEqualTo("Crew20260302.md");
  }

  @Test
  void a_folder_that_moves_takes_its_documents_along() throws IOException {
    String first = sketch.commit("Begin", files("old/Crew20260302.md", "a\n"));
    String moved = sketch.commit("Move", files("new/place/Crew20260302.md", "a\n"), first);
    sketch.commit("Go on", files("new/place/Crew20260302.md", "a\nb\n"), moved);

    List<String> expected = List.of("MAINLINE Begin: - > a|", "MAINLINE Go on: a| > a|b|");
    assertThat(told(plan("new/place", null, null))).isEqualTo(expected);
    assertThat(told(plan("old/", null, null))).isEqualTo(expected);
    assertThat(told(plan(".", null, null))).isEqualTo(expected);
  }

  @Test
  void of_two_files_of_one_name_the_one_in_the_folder_counts() throws IOException {
    sketch.commit(
        "Both", files("archive/Crew20260302.md", "old\n", MONDAY, "new\n", "x/README.md", "no"));

    assertThat(told(plan())).containsExactly("MAINLINE Both: - > new|");
    assertThat(plan().unusable()).isEmpty();
  }

  @Test
  void a_file_that_gets_another_name_for_the_same_meeting_is_the_same_document()
      throws IOException {
    String first = sketch.commit("Begin", files("notes/20260302.md", "a\n"));
    sketch.commit("Rename", files("notes/Crew-2026-03-02.md", "a\nb\n"), first);

    assertThat(told(plan()))
        .containsExactly("MAINLINE Begin: - > a|", "MAINLINE Rename: a| > a|b|");
  }

  @Test
  void markdown_that_is_nobodys_minutes_is_named_with_the_reason() throws IOException {
    sketch.commit(
        "All",
        files("notes/index.md", "x", MONDAY, "a\n", "notes/Twin20260302.md", "b\n", "a.md", "x"));

    assertThat(plan().unusable())
        .containsOnlyKeys("index.md", "Twin20260302.md")
        .containsEntry("index.md", "its name has no date (YYYYMMDD or YYYY-MM-DD)");
    assertThat(told(plan())).containsExactly("MAINLINE All: - > a|");
  }

  @Test
  void bytes_that_are_no_text_are_planned_as_they_are() throws IOException {
    byte[] bytes = {'a', (byte) 0xff, '\n'};
    sketch.commit("Odd", Map.of(MONDAY, bytes));

    try (GitHistory history = GitHistory.open(sketch.folder())) {
      DocumentChange change = plan().revisions().getFirst().changes().getFirst();
      assertThat(history.read(present(change.after()))).isEqualTo(bytes);
    }
  }

  @Test
  void a_file_that_is_too_large_for_minutes_is_not_read() throws IOException {
    sketch.commit("Large", Map.of(MONDAY, new byte[(1 << 20) + 1]));

    try (GitHistory history = GitHistory.open(sketch.folder())) {
      Content content = present(plan().revisions().getFirst().changes().getFirst().after());
      assertThatThrownBy(() -> history.read(content))
          .isInstanceOf(UnreadableDocument.class)
          .hasMessageContaining("1,048,577 bytes");
    }
  }

  @Test
  void since_a_commit_leaves_out_what_it_contains() throws IOException {
    String first = sketch.commit("Begin", files(MONDAY, "a\n"));
    String second = sketch.commit("Second", files(MONDAY, "b\n"), first);
    sketch.commit("Third", files(MONDAY, "c\n"), second);

    Plan plan = plan("notes", null, second);
    assertThat(told(plan)).containsExactly("MAINLINE Third: b| > c|");
    assertThat(plan.leftOut()).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void since_a_time_begins_with_the_mainline_and_takes_along_what_is_merged_later()
      throws IOException {
    String base = sketch.commit("Base", files(MONDAY, "a\nm\nz\n"));
    String side = sketch.commit("Side", files(MONDAY, "a\nm\nz1\n"), base);
    String main = sketch.commit("Main", files(MONDAY, "a1\nm\nz\n"), base);
    sketch.commit("Merge", files(MONDAY, "a1\nm\nz1\n"), main, side);

    String when = Sketch.BEGIN.plus(Duration.ofMinutes(150)).toString();
    assertThat(plan("notes", null, when).revisions())
        .extracting(Revision::subject)
        .containsExactly("Side", "Merge");
    assertThat(plan("notes", null, "2026-03-02").revisions()).hasSize(4);
    assertThat(plan("notes", null, "2026-03-03").revisions()).isEmpty();
  }

  @Test
  void another_branch_tag_or_commit_can_be_named() throws IOException {
    String first = sketch.commit("Begin", files(MONDAY, "a\n"));
    sketch.commit("Go on", files(MONDAY, "b\n"), first);

    assertThat(told(plan("notes", first, null))).containsExactly("MAINLINE Begin: - > a|");
    assertThat(plan("notes", "main", null).revisions()).hasSize(2);
    assertThatThrownBy(() -> plan("notes", "no-such", null))
        .isInstanceOf(UnusableRepository.class)
        .hasMessageContaining("no branch or commit no-such");
  }

  @Test
  void a_folder_that_never_held_a_document_gives_an_empty_plan() throws IOException {
    sketch.commit("Begin", files(MONDAY, "a\n"));

    assertThat(plan("elsewhere", null, null).revisions()).isEmpty();
  }

  @Test
  void a_bundle_is_a_repository_too() throws IOException {
    String first = sketch.commit("Begin", files(MONDAY, "a\n"));
    Path withHead = bundle(Map.of("refs/heads/main", first, "HEAD", first));
    Path oneBranch = bundle(Map.of("refs/heads/main", first));
    for (Path bundle : List.of(withHead, oneBranch)) {
      try (GitHistory history = GitHistory.open(bundle)) {
        assertThat(history.plan(CREW, "notes", null, null).revisions())
            .extracting(Revision::id)
            .containsExactly(first);
      }
    }
  }

  @Test
  void of_a_bundle_with_several_branches_and_no_head_one_has_to_be_named() throws IOException {
    String first = sketch.commit("Begin", files(MONDAY, "a\n"));
    String second = sketch.commit("Go on", files(MONDAY, "b\n"), first);
    Path bundle = bundle(Map.of("refs/heads/one", first, "refs/heads/two", second));

    try (GitHistory history = GitHistory.open(bundle)) {
      assertThatThrownBy(() -> history.plan(CREW, "notes", null, null))
          .hasMessageContaining("name one with --branch");
      assertThat(history.plan(CREW, "notes", "two", null).revisions()).hasSize(2);
    }
  }

  private Path bundle(Map<String, String> refs) throws IOException {
    Path bundle = Files.createTempFile(folder, "history", ".bundle");
    try (Repository repository =
            new FileRepositoryBuilder().setGitDir(sketch.folder().toFile()).build();
        OutputStream out = Files.newOutputStream(bundle)) {
      BundleWriter writer = new BundleWriter(repository);
      refs.forEach((ref, commit) -> writer.include(ref, ObjectId.fromString(commit)));
      writer.writeBundle(NullProgressMonitor.INSTANCE, out);
    }
    return bundle;
  }

  @Test
  void what_is_no_repository_is_said_to_be_none() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path text = Files.writeString(folder.resolve("text.md"), "# Crew\n");
    for (Path path : List.of(empty, text)) {
      assertThatThrownBy(() -> GitHistory.open(path))
          .isInstanceOf(UnusableRepository.class)
          .hasMessageContaining("is no git repository");
    }
  }

  private Plan plan() throws IOException {
    return plan("notes", null, null);
  }

  private Plan plan(String path, @Nullable String branch, @Nullable String since)
      throws IOException {
    try (GitHistory history = GitHistory.open(sketch.folder())) {
      return history.plan(CREW, path, branch, since);
    }
  }

  /** A line for each change: kind and subject, then what was seen and what is wanted. */
  private List<String> told(Plan plan) throws IOException {
    List<String> lines = new ArrayList<>();
    try (GitHistory history = GitHistory.open(sketch.folder())) {
      for (Revision revision : plan.revisions()) {
        for (DocumentChange change : revision.changes()) {
          lines.add(
              "%s %s: %s > %s"
                  .formatted(
                      revision.kind(),
                      revision.subject(),
                      text(history, change.before()),
                      text(history, change.after())));
        }
      }
    }
    return lines;
  }

  private static String text(GitHistory history, @Nullable Content content) throws IOException {
    return content == null
        ? "-"
        : new String(history.read(content), StandardCharsets.UTF_8).replace('\n', '|');
  }

  private static Content present(@Nullable Content content) {
    return Objects.requireNonNull(content, "there is no file");
  }
}
