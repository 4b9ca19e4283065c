package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.cli.client.Commands;
import io.minutebook.cli.client.Origin;
import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Precondition;
import io.minutebook.event.MeetingId;
import io.minutebook.standalone.DataFolder;
import io.minutebook.standalone.Standalone;
import io.minutebook.standalone.StandaloneOptions;
import io.minutebook.standalone.Tokens;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A made-up story, lived through by command, and what the report on it tells. */
class AuditReportEndToEndTest {

  private static final MeetingId FIRST = MeetingId.parse("harbour/2026-03-02");
  private static final MeetingId SECOND = MeetingId.parse("harbour/2026-03-16");
  private static final String NOTES =
      """
      # Harbour crew

      ## Announcements

      -   The crane is closed
      -   The pier is open

      ## Support

      -   8 (%s) open Helpdesk tickets

      ## Pier team

      -   AI (Bo): Mend the net | by hand
      """;

  @TempDir static Path folder;

  private static Standalone standalone;
  private static final Map<MeetingId, Long> versions = new HashMap<>();
  private static int keys;

  private static String data() {
    return folder.resolve("data").toString();
  }

  @BeforeAll
  static void live() {
    standalone = Standalone.start(StandaloneOptions.in(folder.resolve("data")));
    Commands sue = as("sue", "scribe");
    Commands root = as("root", "admin");
    sue.command(FIRST.series(), "CreateSeries", Map.of("name", "Harbour"), any(), key());
    put(sue, FIRST, NOTES.formatted("+0"), Origin.file("a.md"), new Precondition.New());
    send(sue, FIRST, "PublishMinutes", Map.of());
    put(
        root,
        FIRST,
        NOTES.formatted("+0").replace("The crane is closed", "The crane is <open>"),
        new Origin(
            "a.md", "c0ffee", "Misheard", "Ann Other", Instant.parse("2026-03-03T08:00:00Z")),
        any());
    send(sue, FIRST, "ReopenMinutes", Map.of("reason", "An item was forgotten"));
    String pier = entry(FIRST, "The pier is open");
    send(sue, FIRST, "RetractAnnouncement", Map.of("entry", pier, "reason", "It is not"));
    put(
        sue,
        SECOND,
        NOTES.formatted("+3").replace("8 (", "10 (").replace("AI (Bo)", "AI (Di)"),
        Origin.file("b.md"),
        new Precondition.New());
    String action = entry(SECOND, "Mend the net");
    send(sue, SECOND, "DropAction", Map.of("action", action, "reason", "The net is lost"));
    send(sue, SECOND, "CancelMeeting", Map.of("reason", "Storm"));
    send(sue, SECOND, "ReinstateMeeting", Map.of());
  }

  @AfterAll
  static void stop() {
    standalone.close();
  }

  @Test
  void the_report_tells_the_story_to_somebody_who_was_not_there() throws IOException {
    Path file = folder.resolve("report.md");

    Run run =
        Run.of(
            "audit-report",
            "--from",
            "2026-01-01",
            "--series",
            "harbour",
            "--out",
            file.toString(),
            "--data",
            data());

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    String report = Files.readString(file);
    assertThat(report)
        .contains("# Audit report: harbour")
        .contains("- 2 people made")
        .contains("published 1 time, reopened 1 time; 1 correction after publication")
        .contains("Meetings were cancelled 1 time, reinstated 1 time")
        .contains("1 action was dropped; 1 entry was retracted")
        .contains("Verification: all is in order")
        .contains("| The crane is closed | The crane is &lt;open> | Misheard |")
        .contains("| root for Ann Other |")
        .contains("| minutes reopened | An item was forgotten |")
        .contains("| meeting cancelled | Storm |")
        .contains("| meeting reinstated |")
        .contains("| queue:Helpdesk | 10 | +3 | +2 | 2026-03-02 | 14 days |")
        .contains("Mend the net \\| by hand")
        .contains("| The net is lost |")
        .contains("| The pier is open |  | It is not |");
    assertThat(report.lines().filter(line -> line.startsWith("| sue | scribe |")))
        .singleElement()
        .asString()
        .contains("DropAction 1", "ReopenMinutes 1");
  }

  @Test
  void as_data_it_has_the_same_and_a_period_without_anything_says_so() {
    Run run =
        Run.of("audit-report", "--from", "2026-01-01", "--no-verify", "--json", "--data", data());
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode report = JsonMapper.shared().readTree(run.out()).required("report");
    assertThat(report.required("misstated").required("total").intValue()).isEqualTo(1);
    assertThat(report.required("onBehalf").get(0).required("onBehalfOf").stringValue())
        .isEqualTo("Ann Other");
    assertThat(report.required("imported").size()).isEqualTo(2);

    Run before =
        Run.of("audit-report", "--from", "2025-01-01", "--to", "2025-12-31", "--data", data());
    assertThat(before.exitCode()).as(before.err()).isZero();
    assertThat(before.out()).contains("0 people made 0 changes", "None.");

    Run occurred =
        Run.of(
            "audit-report",
            "--from",
            "2026-03-03",
            "--to",
            "2026-03-03",
            "--time",
            "occurred",
            "--no-verify",
            "--data",
            data());
    assertThat(occurred.out()).contains("1 person made 1 change in 1 commit");
  }

  @Test
  void the_report_says_whether_signatures_were_checked_and_what_else_was_not() throws Exception {
    sealed();

    Run atHand = Run.of("audit-report", "--from", "2026-01-01", "--data", data());
    assertThat(atHand.exitCode()).as(atHand.out() + atHand.err()).isZero();
    assertThat(atHand.out())
        .contains("- Verification: all is in order.")
        .doesNotContain("not checked", "not compared");

    Run onServers = onServers();
    assertThat(onServers.exitCode()).as(onServers.out() + onServers.err()).isZero();
    assertThat(onServers.out())
        .contains(
            "- Verification: all is in order, but the seals' signatures were not checked.",
            "- not checked: The seals were not compared with a copy that is kept elsewhere.");
    JsonNode json = JsonMapper.shared().readTree(onServers("--json").out());
    assertThat(json.required("clean").booleanValue()).isTrue();
    assertThat(json.required("signaturesChecked").booleanValue()).isFalse();
    assertThat(json.required("more").intValue()).isZero();
    assertThat(json.required("notes").size()).isEqualTo(2);

    Path stranger = new DataFolder(folder.resolve("stranger")).sealKeys().publicKey();
    Run distrusted = onServers("--key", stranger.toString());
    assertThat(distrusted.exitCode()).as(distrusted.out()).isEqualTo(1);
    assertThat(distrusted.out()).contains("1 found wrong**, see below", "seal 1: ");
    Path copy = Files.createDirectories(folder.resolve("copy"));
    Files.writeString(copy.resolve("seal-00000001.jsonl"), "{}");
    Run compared = onServers("--seals", copy.toString());
    assertThat(compared.exitCode()).as(compared.out()).isEqualTo(1);
    assertThat(compared.out()).contains("seal-00000001.jsonl");
  }

  private static Run onServers(String... more) {
    List<String> all = new ArrayList<>(List.of("audit-report", "--from", "2026-01-01"));
    all.addAll(List.of("--mongodb", standalone.addresses().mongodb()));
    all.addAll(List.of("--kafka", standalone.addresses().kafka()));
    all.addAll(List.of(more));
    return Run.of(all.toArray(String[]::new));
  }

  /** Seals, as soon as what was written is in the log. */
  private static void sealed() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Run.of("seal", "--data", data()).out().contains("seal 1"));
  }

  @Test
  void a_wrong_period_is_refused_with_a_reason() {
    Run wrong = Run.of("audit-report", "--from", "March", "--data", data());
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("--from is a day like 2026-03-31", "not 'March'");
    Run turned =
        Run.of("audit-report", "--from", "2026-03-02", "--to", "2026-03-01", "--data", data());
    assertThat(turned.err()).contains("--to is before --from");
  }

  private static Commands as(String name, String role) {
    String token =
        new Tokens(standalone.folder().keys(), Clock.systemUTC())
            .issue(name, role, Duration.ofHours(1));
    return new Commands(
        URI.create(standalone.addresses().commandUrl()), () -> token, Patience.NONE);
  }

  private static Precondition any() {
    return new Precondition.Any();
  }

  private static String key() {
    keys++;
    return "story-" + keys;
  }

  private static void send(Commands who, MeetingId meeting, String command, Map<String, ?> fields) {
    versions.put(meeting, who.command(meeting, command, fields, any(), key()).version());
  }

  private static void put(
      Commands who, MeetingId meeting, String document, Origin origin, Precondition condition) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    Precondition precondition =
        condition instanceof Precondition.New
            ? condition
            : new Precondition.At(versions.getOrDefault(meeting, -1L));
    versions.put(
        meeting, who.putMinutes(meeting, bytes, origin, false, precondition, key()).version());
  }

  /** The id of the entry that says this. */
  private static String entry(MeetingId meeting, String text) {
    for (JsonNode entry : shown(meeting).required("entries")) {
      if (entry.path("text").asString("").contains(text)) {
        return entry.required("id").stringValue();
      }
    }
    throw new AssertionError(meeting + " has no entry '" + text + "'");
  }

  private static JsonNode shown(MeetingId meeting) {
    List<String> command = List.of("show", meeting.toString(), "--json", "--data", data());
    JsonNode[] found = {JsonMapper.shared().createObjectNode()};
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              Run run = Run.of(command.toArray(String[]::new));
              if (run.exitCode() == 0) {
                found[0] = JsonMapper.shared().readTree(run.out());
              }
              return found[0].path("version").asLong(-1) == versions.getOrDefault(meeting, -2L);
            });
    return found[0];
  }
}
