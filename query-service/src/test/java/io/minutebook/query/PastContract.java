package io.minutebook.query;

import static io.minutebook.query.testing.Sample.id;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.queue;
import static io.minutebook.query.testing.Sample.section;
import static io.minutebook.query.testing.Sample.under;
import static io.minutebook.query.testing.TestService.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.Event;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesId;
import io.minutebook.log.Commit;
import io.minutebook.log.Meta;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.testing.TestService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was, and what changed since; over HTTP. */
@DisplayName("The past")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PastContract {

  private final Map<String, Long> heads = new HashMap<>();
  private TestService service;

  abstract TestMongo open();

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    service =
        new TestService(open(), directory, Map.of("minutebook.query.at-least-timeout", "20s"));
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private Commit record(String stream, Event... events) {
    return remember(service.log().append(stream, events));
  }

  private Commit remember(Commit commit) {
    heads.put(commit.stream(), commit.lastVersion());
    return commit;
  }

  private static String stream(String meeting) {
    return MeetingId.parse(meeting).stream();
  }

  /** A meeting whose minutes have a section {@code e2} for what follows. */
  private Commit meet(String meeting, Event... events) {
    List<Event> all = new ArrayList<>();
    all.add(new MeetingEvent.MeetingScheduled(MeetingId.parse(meeting), id(1), "Crew", null));
    all.add(section(2, 1, "Crew"));
    all.addAll(List.of(events));
    return record(stream(meeting), all.toArray(Event[]::new));
  }

  private Commit imported(String meeting, String author, String at, Event... events) {
    return remember(
        service
            .log()
            .appendAs(
                new Meta(
                    "importer",
                    author,
                    "PutMinutes",
                    null,
                    null,
                    null,
                    Map.of("file", "Crew.md", "revision", at)),
                Instant.parse(at),
                stream(meeting),
                events));
  }

  private static Event assigned(int entry, String text, String owner) {
    return new MeetingEvent.ActionAssigned(
        id(entry),
        under(2, null),
        Form.BULLET,
        List.of(new PersonLabel(owner)),
        text,
        List.of(),
        null,
        null);
  }

  private static Event carried(int entry, String from, String root, String text) {
    return new MeetingEvent.ActionCarriedOver(
        id(entry),
        under(2, null),
        Form.BULLET,
        EntryAddress.parse(from),
        EntryAddress.parse(root),
        List.of(new PersonLabel("Bo")),
        text,
        List.of(),
        null,
        null);
  }

  private static Event reworded(int entry, String text) {
    return new MeetingEvent.EntryReworded(id(entry), text, null);
  }

  /** Asks once all that was recorded can be seen. */
  private JsonNode ask(String field, String arguments, String fields) {
    return service.data("auditor", query(field, arguments, fields)).get(field);
  }

  private String query(String field, String arguments, String fields) {
    StringBuilder tokens = new StringBuilder();
    heads.forEach((stream, version) -> tokens.append("\"" + stream + "@" + version + "\","));
    return "{%s(%s,atLeast:[%s])%s}".formatted(field, arguments, tokens, fields);
  }

  private JsonNode nodes(String field, String arguments, String fields) {
    return ask(field, arguments, "{nodes{" + fields + "}}").get("nodes");
  }

  private void refused(String role, String code, String query) {
    JsonNode answer = service.graphql(role, query);
    assertThat(answer.at("/errors/0/extensions/code").asString(""))
        .as(query + " " + answer)
        .isEqualTo(code);
  }

  private static String quoted(Instant instant) {
    return "\"" + instant + "\"";
  }

  @Test
  void minutes_are_as_they_stood_at_any_instant_of_a_long_life() {
    String meeting = "tide/2020-09-07";
    List<Instant> times = new ArrayList<>();
    times.add(meet(meeting).at());
    for (int i = 0; i < 40; i++) {
      times.add(record(stream(meeting), note(3 + i, 2, i == 0 ? null : 2 + i, "n" + i)).at());
    }
    ask("meeting", "series:\"tide\",date:\"2020-09-07\"", "{version}");

    JsonNode before = null;
    for (int i = 0; i < times.size(); i++) {
      StringBuilder query = new StringBuilder("{");
      for (int offset : new int[] {-1, 0, 1}) {
        query.append(
            "m%d:meeting(series:\"tide\",date:\"2020-09-07\",asOf:%s){version entries{id}}"
                .formatted(offset + 1, quoted(times.get(i).plusMillis(offset))));
      }
      JsonNode data = service.data("auditor", query.append("}").toString());
      assertThat(data.at("/m1/version").asInt()).isEqualTo(1 + i);
      assertThat(data.at("/m1/entries").size()).isEqualTo(2 + i);
      assertThat(data.get("m2")).isEqualTo(data.get("m1"));
      if (before == null) {
        assertThat(data.get("m0").isNull()).isTrue();
      } else {
        assertThat(data.get("m0")).isEqualTo(before);
      }
      before = data.get("m1");
    }
  }

  @Test
  void a_document_can_be_had_as_of_an_instant_by_those_who_may_see_the_history() {
    Instant first = meet("quay/2020-09-07", note(3, 2, null, "One")).at();
    Commit second = record(stream("quay/2020-09-07"), reworded(3, "Two"));
    String path =
        "/meetings/quay/2020-09-07/minutes?atLeast=" + second.stream() + "@" + second.lastVersion();
    String asked = "series:\"quay\",date:\"2020-09-07\"";

    assertThat(service.get("scribe", path + "&asOf=" + first).body()).contains("One");
    assertThat(service.get("scribe", path + "&asOf=" + first.plusSeconds(60)).body())
        .contains("Two");
    assertThat(service.get("scribe", path + "&asOfTime=occurred&asOf=" + first).body())
        .contains("One");
    assertThat(service.get("scribe", path + "&asOf=" + first.minusMillis(1)).statusCode())
        .isEqualTo(404);
    assertThat(service.get("reader", path + "&asOf=" + first).statusCode()).isEqualTo(403);
    assertThat(service.get("scribe", path + "&asOf=monday").statusCode()).isEqualTo(400);
    assertThat(service.get("scribe", path + "&asOfTime=never&asOf=" + first).statusCode())
        .isEqualTo(400);
    assertThat(service.get("scribe", path + "&asOfVersion=1&asOf=" + first).statusCode())
        .isEqualTo(400);
    String asOf = ",asOf:" + quoted(first);
    refused("reader", "FORBIDDEN", query("meeting", asked + asOf, "{version}"));
    refused("reader", "FORBIDDEN", query("meetings", "series:\"quay\"" + asOf, "{nodes{id}}"));
    refused(
        "auditor", "BAD_ARGUMENT", query("meeting", asked + asOf + ",published:true", "{version}"));
    refused(
        "auditor", "BAD_ARGUMENT", query("meeting", asked + asOf + ",asOfVersion:1", "{version}"));
    refused("auditor", "INVALID_QUERY", query("meeting", asked + ",asOf:\"monday\"", "{version}"));
  }

  @Test
  void what_occurred_in_another_order_counts_once_all_before_it_had_occurred() {
    String meeting = "buoy/2020-09-07";
    imported(
        meeting,
        "Ada",
        "2020-09-07T10:00:00Z",
        new MeetingEvent.MeetingScheduled(MeetingId.parse(meeting), id(1), "Crew", null),
        section(2, 1, "Crew"));
    imported(meeting, "Ada", "2020-09-07T12:00:00Z", note(3, 2, null, "Noon"));
    imported(meeting, "Bo", "2020-09-07T11:00:00Z", note(4, 2, 3, "Before noon"));
    imported(meeting, "Bo", "2020-09-07T13:00:00Z", note(5, 2, 4, "One"));

    assertThat(occurred("2020-09-07T09:59:59Z").isNull()).isTrue();
    assertThat(occurred("2020-09-07T10:00:00Z").get("version").asInt()).isEqualTo(1);
    assertThat(occurred("2020-09-07T11:30:00Z").get("version").asInt()).isEqualTo(1);
    assertThat(occurred("2020-09-07T12:00:00Z").get("version").asInt()).isEqualTo(3);
    assertThat(occurred("2020-09-07T13:00:00Z").get("version").asInt()).isEqualTo(4);
    assertThat(
            nodes(
                    "meetings",
                    "series:\"buoy\",asOf:\"2020-09-07T09:00:00Z\",asOfTime:OCCURRED",
                    "id")
                .isEmpty())
        .isTrue();
    assertThat(
            nodes(
                    "meetings",
                    "series:\"buoy\",asOf:\"2020-09-07T12:00:00Z\",asOfTime:OCCURRED",
                    "version")
                .toString())
        .isEqualTo("[{\"version\":3}]");
  }

  private JsonNode occurred(String at) {
    return ask(
        "meeting",
        "series:\"buoy\",date:\"2020-09-07\",asOf:\"" + at + "\",asOfTime:OCCURRED",
        "{version}");
  }

  @Test
  void meetings_are_listed_as_they_were_with_what_they_said_then() {
    Instant before = meet("mast/2020-09-07", note(3, 2, null, "A red Flag")).at();
    meet("mast/2020-09-14", note(3, 2, null, "nothing"));
    Instant both =
        record(stream("mast/2020-09-14"), new MeetingEvent.MeetingCancelled("Storm")).at();
    record(
        stream("mast/2020-09-07"),
        reworded(3, "A green flag"),
        new MeetingEvent.AttendanceRecorded(
            id(4), under(null, 1), List.of(new PersonLabel("Brian (late)")), null));
    record(stream("mast/2020-09-07"), new MeetingEvent.MinutesPublished());
    meet("mast/2020-09-21");

    assertThat(ids("series:\"mast\"")).hasSize(3);
    assertThat(ids("series:\"mast\",status:[PUBLISHED,CANCELLED]"))
        .containsExactly("mast/2020-09-07", "mast/2020-09-14");
    assertThat(ids("series:\"mast\",text:\"GREEN  flag\"")).containsExactly("mast/2020-09-07");
    assertThat(ids("series:\"mast\",text:\"red flag\"")).isEmpty();
    assertThat(ids("series:\"mast\",text:\"crew\",first:2")).hasSize(2);
    assertThat(ids("series:\"mast\",person:\"brian\"")).containsExactly("mast/2020-09-07");
    String then = ",asOf:" + quoted(both);
    assertThat(ids("series:\"mast\"" + then)).containsExactly("mast/2020-09-07", "mast/2020-09-14");
    assertThat(ids("series:\"mast\",asOf:" + quoted(before))).containsExactly("mast/2020-09-07");
    assertThat(ids("series:\"mast\",text:\"red flag\"" + then)).containsExactly("mast/2020-09-07");
    assertThat(ids("series:\"mast\",status:[SCHEDULED]" + then)).containsExactly("mast/2020-09-07");
    assertThat(ids("series:\"mast\",person:\"brian\"" + then)).isEmpty();
    assertThat(ids("series:\"mast\",from:\"2020-09-08\"" + then))
        .containsExactly("mast/2020-09-14");
    JsonNode page =
        ask("meetings", "series:\"mast\",first:1" + then, "{nodes{id} pageInfo{endCursor}}");
    assertThat(
            ids(
                "series:\"mast\",after:\""
                    + page.at("/pageInfo/endCursor").asString()
                    + "\""
                    + then))
        .containsExactly("mast/2020-09-14");
  }

  private List<String> ids(String arguments) {
    return texts(nodes("meetings", arguments, "id"), "id");
  }

  @Test
  void the_history_is_found_by_person_command_instant_and_series() {
    SeriesId series = new SeriesId("rope");
    record(
        series.stream(),
        new SeriesEvent.SeriesCreated(series, "Rope"),
        new SeriesEvent.PersonAliased(new PersonLabel("BrianL"), "Brian Lin"));
    Instant begin = meet("rope/2020-09-07", note(3, 2, null, "One")).at();
    imported(
        "rope/2020-09-07",
        "Brian Lin",
        "2020-09-08T10:00:00Z",
        reworded(3, "Two"),
        note(4, 2, 3, "x"));
    Instant end = meet("rope/2020-09-14", note(3, 2, null, "Other")).at();
    meet("ropes/2020-09-14");

    assertThat(history("series:\"rope\""))
        .containsExactly(
            "SeriesCreated",
            "PersonAliased",
            "MeetingScheduled",
            "SectionAdded",
            "NoteAdded",
            "EntryReworded",
            "NoteAdded",
            "MeetingScheduled",
            "SectionAdded",
            "NoteAdded");
    assertThat(history("series:\"rope\",person:\"BrianL\""))
        .containsExactly("EntryReworded", "NoteAdded");
    assertThat(history("series:\"rope\",person:\"importer\"")).hasSize(2);
    assertThat(history("meeting:\"rope/2020-09-07\",person:\"brian lin\"")).hasSize(2);
    assertThat(history("meeting:\"rope/2020-09-07\",entry:\"e3\",person:\"ada\""))
        .containsExactly("NoteAdded");
    assertThat(history("series:\"rope\",command:\"NoteAdded\"")).hasSize(2);
    assertThat(history("series:\"rope\",from:%s,to:%s".formatted(quoted(begin), quoted(end))))
        .hasSize(8);
    assertThat(
            history(
                "series:\"rope\",from:%s,to:%s"
                    .formatted(quoted(begin.plusMillis(1)), quoted(end.minusMillis(1)))))
        .containsExactly("EntryReworded", "NoteAdded");
    String day = ",from:\"2020-09-08T00:00:00Z\",to:\"2020-09-08T23:59:59Z\"";
    assertThat(history("series:\"rope\"" + day)).as("recorded on that day").isEmpty();
    assertThat(history("series:\"rope\",time:OCCURRED" + day))
        .containsExactly("EntryReworded", "NoteAdded");
    assertThat(history("meeting:\"rope/2020-09-07\",time:OCCURRED" + day)).hasSize(2);
    assertThat(
            history(
                "series:\"rope\",time:OCCURRED,from:%s,to:%s"
                    .formatted(quoted(begin), quoted(end))))
        .as("what no import says occurred when it was recorded")
        .hasSize(6);
    assertThat(history("person:\"Brian Lin\",command:\"PutMinutes\"")).hasSize(2);
    assertThat(texts(nodes("seriesHistory", "slug:\"rope\"", "type"), "type"))
        .containsExactly("SeriesCreated", "PersonAliased");
    JsonNode first = nodes("seriesHistory", "slug:\"rope\",first:1", "meeting series after").get(0);
    assertThat(first.toString())
        .isEqualTo("{\"meeting\":null,\"series\":\"rope\",\"after\":\"Rope\"}");
    refused("auditor", "BAD_ARGUMENT", query("history", "entry:\"e3\"", "{nodes{type}}"));
    refused("reader", "FORBIDDEN", query("history", "series:\"rope\"", "{nodes{type}}"));
    refused("reader", "FORBIDDEN", query("seriesHistory", "slug:\"rope\"", "{nodes{type}}"));
    refused("auditor", "BAD_ARGUMENT", query("history", "after:\"eA\"", "{nodes{type}}"));
  }

  private List<String> history(String arguments) {
    return texts(nodes("history", arguments, "type"), "type");
  }

  @Test
  void a_history_over_many_streams_is_gone_through_page_by_page() {
    SeriesId series = new SeriesId("knot");
    record(series.stream(), new SeriesEvent.SeriesCreated(series, "Knot"));
    for (String day : List.of("07", "14", "21")) {
      meet("knot/2020-09-" + day, note(3, 2, null, "One"), note(4, 2, 3, "Two"));
    }
    List<String> all = changes(nodes("history", "series:\"knot\"", "meeting version"));
    assertThat(all).hasSize(13).doesNotHaveDuplicates();

    List<String> paged = new ArrayList<>();
    String after = "";
    boolean more = true;
    while (more) {
      JsonNode page =
          ask(
              "history",
              "series:\"knot\",first:3" + after,
              "{nodes{meeting version} pageInfo{hasNextPage endCursor}}");
      paged.addAll(changes(page.get("nodes")));
      after = ",after:\"" + page.at("/pageInfo/endCursor").asString() + "\"";
      more = page.at("/pageInfo/hasNextPage").asBoolean();
    }
    assertThat(paged).isEqualTo(all);
  }

  private static List<String> changes(JsonNode nodes) {
    List<String> changes = new ArrayList<>();
    nodes.forEach(node -> changes.add(node.get("meeting").asString("") + node.get("version")));
    return changes;
  }

  @Test
  void an_action_has_one_history_over_all_minutes_with_its_words_compared() {
    String root = "oar/2020-09-07#e3";
    meet("oar/2020-09-07", assigned(3, "Mend the oar", "Bo"), assigned(4, "Other", "Bo"));
    meet("oar/2020-09-14", carried(5, root, root, "Mend the oar"));
    record(
        stream("oar/2020-09-14"),
        new MeetingEvent.ActionReworded(id(5), "Mend the old oar", List.of(), null));
    record(stream("oar/2020-09-14"), new MeetingEvent.ActionCompleted(id(5), "glued"));
    record(stream("oar/2020-09-07"), new MeetingEvent.ActionBlocked(id(4), "no glue"));

    JsonNode changes =
        nodes("actionHistory", "root:\"" + root + "\"", "meeting type diff{op text}");

    assertThat(texts(changes, "type"))
        .containsExactly(
            "ActionAssigned", "ActionCarriedOver", "ActionReworded", "ActionCompleted");
    assertThat(texts(changes, "meeting"))
        .containsExactly("oar/2020-09-07", "oar/2020-09-14", "oar/2020-09-14", "oar/2020-09-14");
    assertThat(texts(changes.at("/2/diff"), "op")).containsExactly("SAME", "ADDED", "SAME");
    assertThat(changes.at("/2/diff/1/text").asString().strip()).isEqualTo("old");
    assertThat(changes.at("/0/diff").size()).isEqualTo(1);
    refused(
        "reader", "FORBIDDEN", query("actionHistory", "root:\"" + root + "\"", "{nodes{type}}"));
    refused("auditor", "BAD_ARGUMENT", query("actionHistory", "root:\"x\"", "{nodes{type}}"));
  }

  @Test
  void two_moments_of_some_minutes_are_compared_entry_by_entry_and_as_text() {
    String meeting = "hull/2020-09-07";
    Instant begin = meet(meeting, note(3, 2, null, "The hull is dry"), note(4, 2, 3, "Tar")).at();
    imported(meeting, "Ada", "2020-09-08T10:00:00Z", reworded(3, "The hull is wet"));
    record(
        stream(meeting),
        note(5, 2, 4, "Pitch"),
        new MeetingEvent.EntryRetracted(id(4), "twice", Map.of()));
    String fields =
        "{meeting from{version} to{version} entries{entry what kind before after diff{op text}} text}";
    String asked = "meeting:\"" + meeting + "\",";

    JsonNode diff = ask("diff", asked + "from:{at:" + quoted(begin) + "}", fields);
    assertThat(diff.at("/from/version").asInt()).isEqualTo(3);
    assertThat(diff.at("/to/version").asInt()).isEqualTo(6);
    assertThat(diff.at("/entries/0").toString())
        .isEqualTo(
            "{\"entry\":\"e3\",\"what\":[\"CHANGED\"],\"kind\":\"NOTE\","
                + "\"before\":\"The hull is dry\",\"after\":\"The hull is wet\","
                + "\"diff\":[{\"op\":\"SAME\",\"text\":\"The hull is \"},"
                + "{\"op\":\"REMOVED\",\"text\":\"dry\"},{\"op\":\"ADDED\",\"text\":\"wet\"}]}");
    assertThat(texts(diff.get("entries"), "entry")).containsExactly("e3", "e5", "e4");
    assertThat(diff.get("text").asString())
        .startsWith("--- hull/2020-09-07@3\n+++ hull/2020-09-07@6\n@@ ")
        .contains("\n-")
        .contains("Pitch");

    JsonNode revision =
        ask("diff", asked + "from:{version:3},to:{revision:\"2020-09-08T10:00:00Z\"}", fields);
    assertThat(texts(revision.get("entries"), "entry")).containsExactly("e3");
    assertThat(compared(asked + "from:{version:3},entry:\"e4\"")).containsExactly("e4");
    assertThat(compared(asked + "from:{version:3},person:\"IMPORTER\"")).containsExactly("e3");
    assertThat(compared(asked + "from:{version:6},to:{version:3},person:\"importer\""))
        .as("backwards")
        .containsExactly("e3");
    assertThat(compared(asked + "from:{version:4},person:\"importer\"")).isEmpty();
    refused(
        "auditor", "BAD_ARGUMENT", query("diff", asked + "from:{version:3},entry:\"x\"", "{text}"));
    JsonNode nothing = ask("diff", asked + "from:{version:4},to:{version:4}", fields);
    assertThat(nothing.get("entries").isEmpty()).isTrue();
    assertThat(nothing.get("text").asString()).isEmpty();
    JsonNode all =
        ask(
            "diff",
            asked + "from:{at:" + quoted(begin.minusMillis(1)) + "},to:{version:3}",
            fields);
    assertThat(all.get("from").isNull()).isTrue();
    assertThat(all.get("text").asString()).startsWith("--- /dev/null\n");
    assertThat(ask("diff", asked + "from:{version:99}", "{meeting}").isNull()).isTrue();
    assertThat(ask("diff", asked + "from:{revision:\"x\"}", "{meeting}").isNull()).isTrue();
    refused("reader", "FORBIDDEN", query("diff", asked + "from:{version:3}", "{meeting}"));
    refused(
        "auditor",
        "INVALID_QUERY",
        query("diff", asked + "from:{version:1,revision:\"x\"}", "{meeting}"));
    refused("auditor", "INVALID_QUERY", query("diff", asked + "from:{}", "{meeting}"));
  }

  private List<String> compared(String arguments) {
    return texts(ask("diff", arguments, "{entries{entry}}").get("entries"), "entry");
  }

  @Test
  void what_changed_over_a_series_is_told_by_kind() {
    String first = "keel/2020-05-01";
    String second = "keel/2020-05-08";
    Instant since =
        meet(
                first,
                assigned(3, "Tar the keel", "Bo"),
                assigned(4, "Scrape it", "Ada"),
                assigned(5, "Sand it", "Ada"),
                new MeetingEvent.DecisionRecorded(
                    id(6), under(2, 5), Form.BULLET, "No paint", null),
                queue(7, 2, 6, "Post", 7, null),
                new MeetingEvent.PackageListed(
                    id(8),
                    under(2, 7),
                    Form.BULLET,
                    PackageStage.READY_FOR_TESTING,
                    "keel-1",
                    null),
                new MeetingEvent.TableAdded(
                    id(9), under(2, 8), List.of("Version", "Release"), null),
                new MeetingEvent.ReleaseScheduled(
                    id(10), under(9, null), plan(LocalDate.of(2020, 6, 1)), null))
            .at();
    meet("keel/2020-05-05");
    Commit reached = meet("keel/2020-05-06");
    Instant between = reached.at();
    record(stream(first), new MeetingEvent.ActionCompleted(id(4), null));
    record(stream(first), new MeetingEvent.MinutesPublished());
    record(stream("keel/2020-05-06"), new MeetingEvent.MeetingCancelled("Storm"));
    meet(
        second,
        carried(3, first + "#e3", first + "#e3", "Tar the keel"),
        assigned(4, "Buy tar", "Bo"),
        new MeetingEvent.DecisionSuperseded(
            id(6), under(2, 3), Form.BULLET, "Paint", EntryAddress.parse(first + "#e6"), null),
        queue(7, 2, 6, "Post", 9, null),
        new MeetingEvent.PackageListed(
            id(8), under(2, 7), Form.BULLET, PackageStage.RELEASED, "Keel-1", null),
        new MeetingEvent.TableAdded(id(9), under(2, 8), List.of("Version", "Release"), null),
        new MeetingEvent.ReleaseScheduled(
            id(10), under(9, null), plan(LocalDate.of(2020, 6, 15)), null));
    String fields =
        "{since until meetings{meeting what fromVersion version entries{entry what}}"
            + " assigned{text} completed{text} dropped{text} reopened{text} stillOpen{text} gone{text}"
            + " decided{id text supersededBy} superseded{id supersededBy}"
            + " packages{text before after} releases{version before{release} after{release}}"
            + " counts{counter before after difference meetingBefore meeting}}";

    JsonNode changed = ask("whatChanged", "series:\"keel\",since:" + quoted(since), fields);

    assertThat(changed.get("meetings").toString())
        .startsWith(
            "[{\"meeting\":\"keel/2020-05-01\",\"what\":[\"CHANGED\",\"PUBLISHED\"],\"fromVersion\":9,"
                + "\"version\":11,\"entries\":[{\"entry\":\"e4\",\"what\":[\"CHANGED\"]}]}")
        .contains(
            "\"meeting\":\"keel/2020-05-06\",\"what\":[\"NEW\",\"CALLED_OFF\"],\"fromVersion\":null")
        .contains("\"meeting\":\"keel/2020-05-08\",\"what\":[\"NEW\"]");
    assertThat(texts(changed.get("assigned"), "text")).containsExactly("Buy tar");
    assertThat(texts(changed.get("completed"), "text")).containsExactly("Scrape it");
    assertThat(texts(changed.get("stillOpen"), "text")).containsExactly("Tar the keel", "Sand it");
    assertThat(changed.get("dropped").isEmpty()).isTrue();
    assertThat(changed.get("decided").toString())
        .isEqualTo("[{\"id\":\"keel/2020-05-08#e6\",\"text\":\"Paint\",\"supersededBy\":[]}]");
    assertThat(changed.get("superseded").toString())
        .isEqualTo("[{\"id\":\"keel/2020-05-01#e6\",\"supersededBy\":[\"keel/2020-05-08#e6\"]}]");
    assertThat(changed.get("packages").toString())
        .isEqualTo(
            "[{\"text\":\"Keel-1\",\"before\":\"READY_FOR_TESTING\",\"after\":\"RELEASED\"}]");
    assertThat(changed.get("releases").toString())
        .isEqualTo(
            "[{\"version\":\"1.2\",\"before\":{\"release\":\"2020-06-01\"},"
                + "\"after\":{\"release\":\"2020-06-15\"}}]");
    assertThat(changed.get("counts").toString())
        .isEqualTo(
            "[{\"counter\":\"queue:Post\",\"before\":7,\"after\":9,\"difference\":2,"
                + "\"meetingBefore\":\"keel/2020-05-01\",\"meeting\":\"keel/2020-05-08\"}]");

    JsonNode early =
        ask(
            "whatChanged",
            "series:\"keel\",since:" + quoted(since) + ",asOf:" + quoted(between),
            fields);
    assertThat(texts(early.get("meetings"), "meeting"))
        .containsExactly("keel/2020-05-05", "keel/2020-05-06");
    String version =
        "asOfVersion:{meeting:\"keel/2020-05-06\",version:%d}".formatted(reached.lastVersion());
    String sinceThen = "series:\"keel\",since:" + quoted(since) + ",";
    assertThat(ask("whatChanged", sinceThen + version, fields)).isEqualTo(early);
    assertThat(ask("whatChanged", sinceThen + "asOfTime:OCCURRED," + version, fields))
        .isEqualTo(early);
    refused(
        "auditor",
        "BAD_ARGUMENT",
        query("whatChanged", sinceThen + "asOf:" + quoted(between) + "," + version, "{since}"));
    assertThat(early.get("completed").isEmpty()).isTrue();
    assertThat(texts(early.get("stillOpen"), "text")).hasSize(3);
    JsonNode sinceMeeting =
        ask(
            "whatChanged",
            "series:\"keel\",sinceMeeting:\"" + first + "\"",
            "{since assigned{text}}");
    assertThat(sinceMeeting.get("since").asString()).isEqualTo("2020-05-01T23:59:59.999Z");
    assertThat(sinceMeeting.get("assigned").size()).isEqualTo(4);

    record(stream(first), new MeetingEvent.ActionReopened(id(4), "Rough"));
    record(stream(second), new MeetingEvent.ActionDropped(id(3), "New boat"));
    JsonNode later = ask("whatChanged", "series:\"keel\",since:" + quoted(since), fields);
    assertThat(texts(later.get("stillOpen"), "text")).containsExactly("Scrape it", "Sand it");
    assertThat(texts(later.get("dropped"), "text")).containsExactly("Tar the keel");

    refused(
        "reader",
        "FORBIDDEN",
        query("whatChanged", "series:\"keel\",since:" + quoted(since), "{since}"));
    refused("auditor", "BAD_ARGUMENT", query("whatChanged", "series:\"keel\"", "{since}"));
    refused(
        "auditor",
        "BAD_ARGUMENT",
        query("whatChanged", "series:\"keel\",sinceMeeting:\"mast/2020-09-07\"", "{since}"));
  }

  private static ReleasePlan plan(@Nullable LocalDate release) {
    return new ReleasePlan(null, "1.2", null, null, release, null);
  }

  @Test
  void each_line_is_blamed_on_who_touched_it_last() {
    String meeting = "mole/2020-09-07";
    imported(
        meeting,
        "Ada",
        "2020-09-07T10:00:00Z",
        new MeetingEvent.MeetingScheduled(MeetingId.parse(meeting), id(1), "Crew", "# Crew\n"),
        new MeetingEvent.NoteAdded(id(2), under(null, 1), Form.BULLET, "a", "\n-   a\n"),
        new MeetingEvent.NoteAdded(id(3), under(null, 2), Form.BULLET, "b", "-   b\n"));
    imported(
        meeting,
        "Bo",
        "2020-09-07T11:00:00Z",
        new MeetingEvent.EntryReworded(id(3), "c", "-   c\n"),
        new MeetingEvent.EntryMoved(id(2), under(null, 3), Map.of()));
    Commit last = record(stream(meeting), new MeetingEvent.MinutesPublished());
    String asked = "meeting:\"" + meeting + "\"";

    assertThat(blamed(asked))
        .containsExactly("# Crew Ada 0", "-   c Bo 3", " Ada 1", "-   a Ada 1");
    assertThat(blamed(asked + ",asOf:{published:true}")).isEqualTo(blamed(asked));
    assertThat(blamed(asked + ",asOf:{revision:\"2020-09-07T10:00:00Z\"}"))
        .containsExactly("# Crew Ada 0", " Ada 1", "-   a Ada 1", "-   b Ada 2");
    assertThat(blamed(asked + ",asOf:{occurredAt:\"2020-09-07T10:30:00Z\"}"))
        .isEqualTo(blamed(asked + ",asOf:{version:2}"));
    assertThat(blamed(asked + ",asOf:{at:" + quoted(last.at()) + "}")).isEqualTo(blamed(asked));
    JsonNode page =
        ask(
            "blame",
            asked + ",asOf:{version:2},first:3",
            "{nodes{text} pageInfo{hasNextPage endCursor}}");
    assertThat(page.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
    String after = ",after:\"" + page.at("/pageInfo/endCursor").asString() + "\"";
    assertThat(blamed(asked + after)).as("goes on in that version").containsExactly("-   b Ada 2");
    assertThat(ask("blame", asked + after, "{pageInfo{hasNextPage hasPreviousPage}}").toString())
        .isEqualTo("{\"pageInfo\":{\"hasNextPage\":false,\"hasPreviousPage\":true}}");
    assertThat(blamed(asked + ",entry:\"e2\"")).containsExactly(" Ada 1", "-   a Ada 1");
    assertThat(blamed(asked + ",entry:\"e99\"")).isEmpty();
    SeriesId series = new SeriesId("mole");
    record(
        series.stream(),
        new SeriesEvent.SeriesCreated(series, "Mole"),
        new SeriesEvent.PersonAliased(new PersonLabel("AL"), "Ada"));
    String hers = asked + ",person:\"AL\"";
    assertThat(blamed(hers)).containsExactly("# Crew Ada 0", " Ada 1", "-   a Ada 1");
    assertThat(blamed(asked + ",person:\"importer\"")).isEqualTo(blamed(asked));
    JsonNode ofHers = ask("blame", hers + ",first:2", "{nodes{number} pageInfo{endCursor}}");
    assertThat(ofHers.get("nodes").toString()).isEqualTo("[{\"number\":1},{\"number\":3}]");
    assertThat(blamed(hers + ",after:\"" + ofHers.at("/pageInfo/endCursor").asString() + "\""))
        .containsExactly("-   a Ada 1");
    refused("auditor", "BAD_ARGUMENT", query("blame", asked + ",entry:\"x\"", "{nodes{text}}"));
    assertThat(ask("blame", "meeting:\"mole/1999-01-01\"", "{nodes{text}}").isNull()).isTrue();
    assertThat(ask("blame", asked + ",asOf:{version:99}", "{nodes{text}}").isNull()).isTrue();
    refused("reader", "FORBIDDEN", query("blame", asked, "{nodes{text}}"));
    refused("auditor", "BAD_ARGUMENT", query("blame", asked + ",after:\"eA\"", "{nodes{text}}"));
    refused("auditor", "BAD_ARGUMENT", query("blame", asked + ",first:1001", "{nodes{text}}"));
    refused(
        "auditor",
        "BAD_ARGUMENT",
        query("blame", asked + ",asOf:{published:false}", "{nodes{text}}"));
    refused("auditor", "BAD_ARGUMENT", query("blame", "meeting:\"monday\"", "{nodes{text}}"));
  }

  private List<String> blamed(String arguments) {
    List<String> lines = new ArrayList<>();
    nodes("blame", arguments, "text onBehalfOf version")
        .forEach(
            line ->
                lines.add(
                    line.get("text").asString()
                        + " "
                        + line.get("onBehalfOf").asString()
                        + " "
                        + line.get("version").asInt()));
    return lines;
  }
}
