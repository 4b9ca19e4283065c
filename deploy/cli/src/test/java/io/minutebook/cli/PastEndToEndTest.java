package io.minutebook.cli;

import static io.minutebook.cli.git.Sketch.files;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Queries;
import io.minutebook.cli.git.Content;
import io.minutebook.cli.git.DocumentChange;
import io.minutebook.cli.git.GitHistory;
import io.minutebook.cli.git.Plan;
import io.minutebook.cli.git.Revision;
import io.minutebook.cli.git.Sketch;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.standalone.Standalone;
import io.minutebook.standalone.StandaloneOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The past of minutes that were imported from git: as of every revision on the mainline, and as of
 * the instant of every one, they are the file that its author left.
 */
class PastEndToEndTest {

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
  private static Queries queries;

  @BeforeAll
  static void start() {
    standalone = Standalone.start(StandaloneOptions.in(folder.resolve("data")));
    String token = minutebook("token", "--role", "auditor", "--name", "sue").lines().getLast();
    queries =
        new Queries(URI.create(standalone.addresses().queryUrl()), () -> token, Patience.NONE);
  }

  @AfterAll
  static void stop() {
    standalone.close();
  }

  @Test
  void minutes_are_at_every_instant_what_their_authors_had_left() throws IOException {
    try (Sketch sketch = Sketch.in(folder.resolve("sketch"))) {
      String base = sketch.commit("Begin", files(MONDAY, TEXT));
      String main = sketch.commit("Open", files(MONDAY, TEXT.replace("closed", "open")), base);
      String pier = TEXT.replace("pier", "whole pier");
      String side = sketch.commit("Eve", "The whole pier", files(MONDAY, pier), base);
      String both = pier.replace("closed", "open");
      String merge = sketch.commit("Merge", files(MONDAY, both), main, side);
      String week = TEXT.replace("2 March", "9 March");
      String next = sketch.commit("Next week", files(MONDAY, both, NEXT_MONDAY, week), merge);
      String gone = sketch.commit("Called off", files(MONDAY, both), next);
      String back = sketch.commit("After all", files(MONDAY, both, NEXT_MONDAY, week), gone);
      sketch.commit("Done", files(MONDAY, both.replace("net", "nets"), NEXT_MONDAY, week), back);

      Compared compared = compare(sketch.folder(), "notes", "crew");

      assertThat(compared.mainline).isEqualTo(6);
      assertThat(compared.merges).isEqualTo(1);
      assertThat(compared.exact).isEqualTo(7);
      assertThat(meetings("crew", Sketch.BEGIN.minusSeconds(1)).path("nodes").isEmpty()).isTrue();
      assertThat(meetings("crew", Sketch.BEGIN).path("nodes").size()).isEqualTo(1);
      assertThat(meetings("crew", Instant.parse("2026-03-03T00:00:00Z")).path("nodes").size())
          .isEqualTo(2);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "minutebook.test.corpus", matches = ".+")
  void real_minutes_are_at_every_instant_what_their_authors_had_left() throws IOException {
    Path corpus = Path.of(System.getProperty("minutebook.test.corpus", ""));
    Compared compared =
        compare(corpus.resolve("history-2020.bundle"), "docs/meetings/2020", "tech-area");
    System.out.println("PastEndToEndTest: " + compared);
    assertThat(compared.mainline).isEqualTo(182);
    assertThat(compared.merges).isEqualTo(26);
    assertThat(compared.exact + compared.later + compared.side).isEqualTo(208);
  }

  /** How many changes of documents were compared. */
  private static final class Compared {
    private int mainline;
    private int merges;

    /** Whose own file the minutes are as of their own instant. */
    private int exact;

    /** At whose instant a later one on the mainline counted already. */
    private int later;

    /** At whose instant a revision of a side branch counted already, which has no file. */
    private int side;

    @Override
    public String toString() {
      return "%d on the mainline, %d merges; at their instants: %d are their file, %d a later file, %d with a side branch"
          .formatted(mainline, merges, exact, later, side);
    }
  }

  /** A revision as the minutes know it, with when all up to it had happened. */
  private record Known(String id, Instant occurredUpTo) {}

  private static Compared compare(Path repository, String path, String series) throws IOException {
    Run imported =
        minutebook("import", "git", repository.toString(), "--path", path, "--series", series);
    assertThat(imported.exitCode()).as(imported.out() + imported.err()).isZero();
    Compared compared = new Compared();
    try (GitHistory history = GitHistory.open(repository)) {
      Plan plan = history.plan(new SeriesId(series), path, null, null);
      Map<MeetingId, Map<String, DocumentChange>> changes = new HashMap<>();
      Map<String, Revision.Kind> kinds = new HashMap<>();
      for (Revision revision : plan.revisions()) {
        kinds.put(revision.id(), revision.kind());
        for (DocumentChange change : revision.changes()) {
          changes
              .computeIfAbsent(change.meeting(), meeting -> new HashMap<>())
              .put(revision.id(), change);
        }
      }
      Map<MeetingId, List<Known>> known = new HashMap<>();
      for (Revision revision : plan.revisions()) {
        if (revision.kind() == Revision.Kind.SIDE) {
          continue;
        }
        for (DocumentChange change : revision.changes()) {
          MeetingId meeting = change.meeting();
          List<Known> all = known.computeIfAbsent(meeting, PastEndToEndTest::revisions);
          if (revision.kind() == Revision.Kind.MERGE) {
            compared.merges++;
          } else {
            compared.mainline++;
          }
          String where = meeting + " at " + revision.shortId();
          if (all.stream().anyMatch(it -> it.id.equals(revision.id()))) {
            isFile(where, history, change.after(), asOfRevision(meeting, revision.id()));
          }
          String last =
              all.stream()
                  .filter(it -> !it.occurredUpTo.isAfter(revision.at()))
                  .reduce((one, other) -> other)
                  .orElseThrow()
                  .id;
          JsonNode then = asOfInstant(meeting, revision.at());
          DocumentChange counting = changes.getOrDefault(meeting, Map.of()).get(last);
          boolean side = counting == null || kinds.get(last) == Revision.Kind.SIDE;
          if (counting == null || side) {
            assertThat(then).as(where).isEqualTo(asOfRevision(meeting, last));
          } else {
            isFile(where + " at its instant", history, counting.after(), then);
          }
          if (isEqual(history, change.after(), then)) {
            compared.exact++;
          } else if (side) {
            compared.side++;
          } else {
            compared.later++;
          }
        }
      }
    }
    return compared;
  }

  /** The revisions that a meeting knows, in the order of their versions. */
  private static List<Known> revisions(MeetingId meeting) {
    List<Known> known = new ArrayList<>();
    Instant upTo = Instant.MIN;
    for (JsonNode revision :
        ask(meeting, "", "revisions { revision occurredAt }").path("revisions")) {
      Instant at = Instant.parse(revision.path("occurredAt").asString());
      upTo = at.isAfter(upTo) ? at : upTo;
      known.add(new Known(revision.path("revision").asString(), upTo));
    }
    return known;
  }

  /** A merge that changed nothing is not recorded, and the minutes are its file all the same. */
  private static boolean isEqual(GitHistory history, @Nullable Content file, JsonNode minutes)
      throws IOException {
    boolean cancelled = minutes.path("status").asString().equals("CANCELLED");
    byte[] markdown = minutes.path("markdown").asString().getBytes(StandardCharsets.UTF_8);
    return file == null ? cancelled : !cancelled && Arrays.equals(markdown, history.read(file));
  }

  private static void isFile(
      String where, GitHistory history, @Nullable Content file, JsonNode minutes)
      throws IOException {
    if (file == null) {
      assertThat(minutes.path("status").asString()).as(where).isEqualTo("CANCELLED");
      return;
    }
    assertThat(minutes.path("status").asString()).as(where).isNotEqualTo("CANCELLED");
    assertThat(minutes.path("markdown").asString().getBytes(StandardCharsets.UTF_8))
        .as(where)
        .isEqualTo(history.read(file));
  }

  private static JsonNode asOfRevision(MeetingId meeting, String revision) {
    return ask(meeting, ", asOfRevision: \"" + revision + "\"", "version status markdown");
  }

  private static JsonNode asOfInstant(MeetingId meeting, Instant instant) {
    return ask(
        meeting, ", asOf: \"" + instant + "\", asOfTime: OCCURRED", "version status markdown");
  }

  private static JsonNode ask(MeetingId meeting, String asOf, String fields) {
    return queries
        .ask(
            "query($series: String!, $date: String!) { meeting(series: $series, date: $date%s) { %s } }"
                .formatted(asOf, fields),
            Map.of("series", meeting.series().slug(), "date", meeting.day()))
        .path("meeting");
  }

  private static JsonNode meetings(String series, Instant instant) {
    return queries
        .ask(
            "query($series: String!, $at: DateTime!) {"
                + " meetings(series: $series, asOf: $at, asOfTime: OCCURRED) { nodes { id markdown } } }",
            Map.of("series", series, "at", instant.toString()))
        .path("meetings");
  }

  private static Run minutebook(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return Run.of(all.toArray(String[]::new));
  }
}
