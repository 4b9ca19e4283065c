package io.minutebook.query;

import static io.minutebook.query.testing.Sample.id;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.person;
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
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
import io.minutebook.log.Commit;
import io.minutebook.log.Meta;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.testing.TestService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
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

/** What is asked over several meetings, and of published and imported minutes; over HTTP. */
@DisplayName("The query service over many meetings")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LanguageContract {

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

  private void record(String stream, Event... events) {
    remember(service.log().append(stream, events));
  }

  private void remember(Commit commit) {
    heads.put(commit.stream(), commit.lastVersion());
  }

  private static String stream(String meeting) {
    return MeetingId.parse(meeting).stream();
  }

  /** A meeting whose minutes have a section {@code e2} for what follows. */
  private void meet(String meeting, Event... events) {
    record(
        stream(meeting),
        new MeetingEvent.MeetingScheduled(MeetingId.parse(meeting), id(1), "Crew", null),
        section(2, 1, "Crew"));
    if (events.length > 0) {
      record(stream(meeting), events);
    }
  }

  private static Event assigned(int entry, String text, String... owners) {
    return new MeetingEvent.ActionAssigned(
        id(entry),
        under(2, null),
        Form.BULLET,
        List.of(owners).stream().map(PersonLabel::new).toList(),
        text,
        Ticket.mentionedIn(text),
        LocalDate.of(2020, 10, 1),
        null);
  }

  private static Event carried(int entry, String from, String root, String text, String... owners) {
    return new MeetingEvent.ActionCarriedOver(
        id(entry),
        under(2, null),
        Form.BULLET,
        EntryAddress.parse(from),
        EntryAddress.parse(root),
        List.of(owners).stream().map(PersonLabel::new).toList(),
        text,
        Ticket.mentionedIn(text),
        LocalDate.of(2020, 10, 1),
        null);
  }

  /** Asks once all that was recorded can be seen. */
  private JsonNode ask(String role, String field, String arguments, String fields) {
    return service.data(role, query(field, arguments, fields)).get(field);
  }

  private String query(String field, String arguments, String fields) {
    StringBuilder tokens = new StringBuilder();
    heads.forEach((stream, version) -> tokens.append("\"" + stream + "@" + version + "\","));
    return "{%s(%s,atLeast:[%s])%s}".formatted(field, arguments, tokens, fields);
  }

  private JsonNode nodes(String field, String arguments, String fields) {
    return ask("reader", field, arguments, "{nodes{" + fields + "}}").get("nodes");
  }

  /** The only life of a series. */
  private JsonNode life(String series) {
    JsonNode lives =
        nodes(
            "actionLives",
            "series:\"" + series + "\"",
            "root series text owners tickets due status remark open since sinceMeeting last"
                + " lastMeeting lastDate openDays carriedOver steps{meeting date entry version what detail}");
    assertThat(lives.size()).as(lives.toString()).isEqualTo(1);
    return lives.get(0);
  }

  private void meetThreeTimesOnOneAction(String series) {
    String first = series + "/2020-09-07";
    String second = series + "/2020-09-14";
    String third = series + "/2020-09-21";
    meet(first, assigned(3, "Oil the hinges (LAMP-42)", "Grace"));
    meet(second, carried(3, first + "#e3", first + "#e3", "Oil the hinges (LAMP-42)", "Grace"));
    meet(third, carried(3, second + "#e3", first + "#e3", "Oil all hinges (LAMP-42)", "Ada"));
  }

  @Test
  void an_action_is_one_over_all_meetings_that_carry_it() {
    meetThreeTimesOnOneAction("hinges");

    JsonNode life = life("hinges");

    assertThat(life.get("root").asString()).isEqualTo("hinges/2020-09-07#e3");
    assertThat(life.get("series").asString()).isEqualTo("hinges");
    assertThat(life.get("text").asString()).isEqualTo("Oil all hinges (LAMP-42)");
    assertThat(life.get("owners").toString()).isEqualTo("[\"Ada\"]");
    assertThat(life.get("tickets").toString()).isEqualTo("[\"LAMP-42\"]");
    assertThat(life.get("due").asString()).isEqualTo("2020-10-01");
    assertThat(life.get("status").asString()).isEqualTo("OPEN");
    assertThat(life.get("open").asBoolean()).isTrue();
    assertThat(life.get("since").asString()).isEqualTo("2020-09-07");
    assertThat(life.get("sinceMeeting").asString()).isEqualTo("hinges/2020-09-07");
    assertThat(life.get("last").asString()).isEqualTo("hinges/2020-09-21#e3");
    assertThat(life.get("lastMeeting").asString()).isEqualTo("hinges/2020-09-21");
    assertThat(life.get("lastDate").asString()).isEqualTo("2020-09-21");
    assertThat(life.get("openDays").asInt()).isEqualTo(14);
    assertThat(life.get("carriedOver").asInt()).isEqualTo(2);
    assertThat(texts(life.get("steps"), "what"))
        .containsExactly("ASSIGNED", "CARRIED_OVER", "CARRIED_OVER", "REASSIGNED", "REWORDED");
    assertThat(life.at("/steps/3").toString())
        .isEqualTo(
            "{\"meeting\":\"hinges/2020-09-21\",\"date\":\"2020-09-21\",\"entry\":\"e3\","
                + "\"version\":2,\"what\":\"REASSIGNED\",\"detail\":\"Ada\"}");

    JsonNode items = nodes("actions", "series:\"hinges\"", "meeting root carriedFrom text");
    assertThat(texts(items, "root")).containsOnly("hinges/2020-09-07#e3").hasSize(3);
    assertThat(items.get(0).get("carriedFrom").isNull()).isTrue();
    assertThat(items.get(2).get("carriedFrom").asString()).isEqualTo("hinges/2020-09-14#e3");
  }

  @Test
  void a_late_correction_of_old_minutes_counts_where_it_belongs() {
    meetThreeTimesOnOneAction("bolts");
    record(stream("bolts/2020-09-14"), new MeetingEvent.ActionBlocked(id(3), "No oil"));
    assertThat(life("bolts").get("status").asString()).isEqualTo("BLOCKED");
    assertThat(life("bolts").get("remark").asString()).isEqualTo("No oil");

    record(stream("bolts/2020-09-07"), new MeetingEvent.ActionCompleted(id(3), "As it seemed"));
    JsonNode life = life("bolts");
    assertThat(texts(life.get("steps"), "what"))
        .containsExactly(
            "ASSIGNED",
            "COMPLETED",
            "CARRIED_OVER",
            "BLOCKED",
            "CARRIED_OVER",
            "REASSIGNED",
            "REWORDED");
    assertThat(life.get("status").asString()).isEqualTo("BLOCKED");

    record(stream("bolts/2020-09-14"), new MeetingEvent.ActionDropped(id(3), "Rusted through"));
    assertThat(life("bolts").get("status").asString())
        .as("carried over after all")
        .isEqualTo("OPEN");
    assertThat(life("bolts").get("remark").isNull()).isTrue();

    record(
        stream("bolts/2020-09-21"),
        new MeetingEvent.ActionReassigned(id(3), List.of(person("Linus"), person("Ada")), null),
        new MeetingEvent.ActionReworded(id(3), "Oil them (LAMP-43)", List.of(), null),
        new MeetingEvent.ActionRescheduled(id(3), null, null),
        new MeetingEvent.ActionCompleted(id(3), null));
    JsonNode done = life("bolts");
    assertThat(texts(done.get("steps"), "what"))
        .endsWith(
            "CARRIED_OVER",
            "REASSIGNED",
            "REWORDED",
            "REASSIGNED",
            "REWORDED",
            "RESCHEDULED",
            "COMPLETED");
    assertThat(texts(done.get("steps"), "detail")).contains("Linus, Ada", "Oil them (LAMP-43)");
    assertThat(done.get("open").asBoolean()).isFalse();
    assertThat(done.get("text").asString()).isEqualTo("Oil them (LAMP-43)");

    record(stream("bolts/2020-09-21"), new MeetingEvent.ActionReopened(id(3), "It squeaks"));
    assertThat(life("bolts").get("status").asString()).isEqualTo("OPEN");
    assertThat(life("bolts").get("remark").asString()).isEqualTo("It squeaks");
  }

  @Test
  void a_life_follows_the_days_of_the_meetings_and_leaves_out_what_was_taken_back() {
    meetThreeTimesOnOneAction("locks");
    record(stream("locks/2020-09-14"), new MeetingEvent.ActionCompleted(id(3), null));
    assertThat(life("locks").get("open").asBoolean()).isTrue();

    record(
        stream("locks/2020-09-14"), new MeetingEvent.MeetingRescheduled(LocalDate.of(2020, 9, 28)));
    assertThat(life("locks").get("open").asBoolean()).as("completed last").isFalse();
    assertThat(life("locks").get("openDays").asInt()).isEqualTo(21);
    assertThat(life("locks").get("lastMeeting").asString()).isEqualTo("locks/2020-09-14");

    record(stream("locks/2020-09-14"), new MeetingEvent.MeetingCancelled("Storm"));
    assertThat(life("locks").get("open").asBoolean()).isTrue();
    assertThat(life("locks").get("carriedOver").asInt()).isEqualTo(1);

    record(
        stream("locks/2020-09-21"),
        new MeetingEvent.EntryRetracted(id(3), "Another lock", Map.of()));
    assertThat(life("locks").get("carriedOver").asInt()).isZero();
    assertThat(life("locks").get("text").asString()).isEqualTo("Oil the hinges (LAMP-42)");
  }

  @Test
  void lives_are_found_by_what_they_are_now_and_paged() {
    meetThreeTimesOnOneAction("ropes");
    meet("ropes/2020-09-28", assigned(3, "Count the ropes", "Grace"), assigned(4, "Sell one"));
    record(stream("ropes/2020-09-28"), new MeetingEvent.ActionCompleted(id(4), "sold"));

    assertThat(roots("series:\"ropes\",owner:\"grace\"")).containsExactly("ropes/2020-09-28#e3");
    assertThat(roots("series:\"ropes\",owner:\"Ada (away)\""))
        .containsExactly("ropes/2020-09-07#e3");
    assertThat(roots("series:\"ropes\",ticket:\"LAMP-42\",open:true"))
        .containsExactly("ropes/2020-09-07#e3");
    assertThat(roots("series:\"ropes\",status:COMPLETED")).containsExactly("ropes/2020-09-28#e4");
    assertThat(roots("series:\"ropes\",open:false")).containsExactly("ropes/2020-09-28#e4");
    assertThat(roots("series:\"ropes\",dueBefore:\"2020-10-01\"")).isEmpty();
    assertThat(roots("series:\"ropes\",dueBefore:\"2020-10-02\"")).hasSize(3);
    assertThat(roots("series:\"ropes\",dueFrom:\"2020-10-01\"")).hasSize(3);
    assertThat(roots("series:\"ropes\",dueFrom:\"2020-10-02\"")).isEmpty();
    assertThat(nodes("actions", "series:\"ropes\",dueBefore:\"2020-10-02\"", "entry")).hasSize(5);
    assertThat(nodes("actions", "series:\"ropes\",dueBefore:\"2020-10-01\"", "entry")).isEmpty();
    assertThat(nodes("actions", "series:\"ropes\",dueFrom:\"2020-10-02\"", "entry")).isEmpty();

    JsonNode page =
        ask(
            "reader",
            "actionLives",
            "series:\"ropes\",first:2",
            "{nodes{root} pageInfo{endCursor" + " hasNextPage}}");
    assertThat(page.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
    assertThat(
            roots("series:\"ropes\",after:\"" + page.at("/pageInfo/endCursor").asString() + "\""))
        .containsExactly("ropes/2020-09-28#e4");
    assertCode("reader", query("actionLives", "after:\"eA\"", "{nodes{root}}"), "BAD_ARGUMENT");
  }

  private List<String> roots(String arguments) {
    return texts(nodes("actionLives", arguments, "root"), "root");
  }

  private void assertCode(String role, String query, String code) {
    JsonNode answer = service.graphql(role, query);
    assertThat(answer.at("/errors/0/extensions/code").asString())
        .as(answer.toString())
        .isEqualTo(code);
  }

  @Test
  void who_did_what_to_an_action_and_when_is_for_those_who_may_read_the_history() {
    String meeting = "masts/2020-09-07";
    meet(meeting);
    Instant then = Instant.parse("2020-09-07T15:30:00Z");
    remember(
        service
            .log()
            .appendAs(
                new Meta("importer", "Grace", "AssignAction", null, null, null, Map.of()),
                then,
                stream(meeting),
                assigned(3, "Paint the mast", "Ada")));
    String query = query("actionLives", "series:\"masts\"", "{nodes{root steps{what by at}}}");

    assertThat(service.data("auditor", query).at("/actionLives/nodes/0/steps/0").toString())
        .isEqualTo("{\"what\":\"ASSIGNED\",\"by\":\"Grace\",\"at\":\"2020-09-07T15:30:00Z\"}");
    assertCode("reader", query, "FORBIDDEN");
  }

  @Test
  void a_person_is_found_under_every_label_from_the_moment_that_the_series_knows_them() {
    SeriesId series = new SeriesId("sails");
    record(
        series.stream(),
        new SeriesEvent.SeriesCreated(series, "Sails"),
        new SeriesEvent.DutyRotaSet(
            "Watch", List.of(person("Ada"), person("Bo")), LocalDate.of(2020, 9, 7), 7),
        new SeriesEvent.TemplateSet("# Sails, {date}\n"));
    meet("sails/2020-09-07", attended("BrianL", "Ada"), assigned(4, "Mend one sail", "BrianL"));
    meet("sails/2020-09-14", attended("Brian"), assigned(4, "Mend two sails", "brian (late)"));
    meet("rigging/2020-09-14", attended("Brian"), assigned(4, "Mend a rope", "Brian"));
    assertThat(owned("BrianL")).containsExactly("Mend one sail");

    record(
        series.stream(),
        new SeriesEvent.PersonAliased(person("BrianL"), "Brian Lin"),
        new SeriesEvent.PersonAliased(person("Brian"), "Brian Lin"));

    for (String label : List.of("BrianL", "BRIAN LIN")) {
      assertThat(owned(label)).containsExactly("Mend one sail", "Mend two sails");
      assertThat(texts(nodes("actionLives", "owner:\"" + label + "\"", "text"), "text"))
          .containsExactly("Mend one sail", "Mend two sails");
      assertThat(texts(nodes("attendance", "person:\"" + label + "\"", "person"), "person"))
          .containsExactly("BrianL", "Brian");
    }
    assertThat(owned("Brian"))
        .as("whom another series does not know is there whoever is called so")
        .containsExactlyInAnyOrder("Mend one sail", "Mend two sails", "Mend a rope");
    assertThat(
            ask(
                "reader",
                "seriesBySlug",
                "slug:\"sails\"",
                "{people{label person} rotas{section people start days} template}"))
        .hasToString(
            "{\"people\":[{\"label\":\"Brian\",\"person\":\"Brian Lin\"},"
                + "{\"label\":\"BrianL\",\"person\":\"Brian Lin\"}],"
                + "\"rotas\":[{\"section\":\"Watch\",\"people\":[\"Ada\",\"Bo\"],"
                + "\"start\":\"2020-09-07\",\"days\":7}],\"template\":\"# Sails, {date}\\n\"}");

    record(series.stream(), new SeriesEvent.AliasRemoved(person("brian")));
    assertThat(owned("BrianL")).containsExactly("Mend one sail");
  }

  private static Event attended(String... people) {
    return new MeetingEvent.AttendanceRecorded(
        id(3), under(null, 1), List.of(people).stream().map(PersonLabel::new).toList(), null);
  }

  private List<String> owned(String owner) {
    return texts(nodes("actions", "owner:\"" + owner + "\"", "text"), "text");
  }

  private static Event decided(int entry, String text, @Nullable String supersedes) {
    return supersedes == null
        ? new MeetingEvent.DecisionRecorded(id(entry), under(2, null), Form.BULLET, text, null)
        : new MeetingEvent.DecisionSuperseded(
            id(entry), under(2, null), Form.BULLET, text, EntryAddress.parse(supersedes), null);
  }

  @Test
  void a_decision_knows_what_took_its_place() {
    meet("helm/2020-09-07", decided(3, "Tea at four", null), decided(4, "No flags", null));
    meet("helm/2020-09-14", decided(3, "Tea at five", "helm/2020-09-07#e3"));
    meet("mess/2020-09-21", decided(3, "Coffee", "helm/2020-09-14#e3"));

    JsonNode tea =
        nodes(
            "decisions",
            "series:\"helm\",text:\"tea  AT\"",
            "id meeting entry series date text supersedes supersededBy inForce sections");
    assertThat(tea.get(0).toString())
        .isEqualTo(
            "{\"id\":\"helm/2020-09-07#e3\",\"meeting\":\"helm/2020-09-07\",\"entry\":\"e3\","
                + "\"series\":\"helm\",\"date\":\"2020-09-07\",\"text\":\"Tea at four\","
                + "\"supersedes\":null,\"supersededBy\":[\"helm/2020-09-14#e3\"],"
                + "\"inForce\":false,\"sections\":[\"Crew\"]}");
    assertThat(tea.get(1).get("supersedes").asString()).isEqualTo("helm/2020-09-07#e3");
    assertThat(tea.get(1).get("supersededBy").toString()).isEqualTo("[\"mess/2020-09-21#e3\"]");
    assertThat(decisions("series:\"helm\",inForce:true")).containsExactly("No flags");
    assertThat(decisions("meeting:\"mess/2020-09-21\"")).containsExactly("Coffee");

    record(
        stream("mess/2020-09-21"), new MeetingEvent.DecisionReworded(id(3), "Coffee", null, null));
    assertThat(decisions("series:\"helm\",inForce:true"))
        .containsExactly("No flags", "Tea at five");
    record(stream("helm/2020-09-14"), new MeetingEvent.MeetingCancelled("Nobody came"));
    assertThat(decisions("series:\"helm\",inForce:true"))
        .containsExactly("No flags", "Tea at four");

    JsonNode page =
        ask("reader", "decisions", "series:\"helm\",first:1", "{nodes{text} pageInfo{endCursor}}");
    assertThat(
            decisions(
                "series:\"helm\",after:\"" + page.at("/pageInfo/endCursor").asString() + "\""))
        .hasSize(1)
        .doesNotContain(page.at("/nodes/0/text").asString());
    JsonNode entries =
        ask(
            "reader",
            "meeting",
            "series:\"helm\",date:\"2020-09-14\"",
            "{entries{kind text ...on Decision{supersedes}}}");
    assertThat(entries.at("/entries/2").toString())
        .isEqualTo(
            "{\"kind\":\"DECISION\",\"text\":\"Tea at five\","
                + "\"supersedes\":\"helm/2020-09-07#e3\"}");
  }

  private List<String> decisions(String arguments) {
    return texts(nodes("decisions", arguments, "text"), "text");
  }

  private static Event listed(int entry, int under, PackageStage stage, String text) {
    return new MeetingEvent.PackageListed(
        id(entry), under(under, null), Form.BULLET, stage, text, null);
  }

  @Test
  void a_package_says_since_when_it_is_in_its_stage() {
    meet(
        "depot/2020-09-07",
        note(3, 2, null, "Ready for Testing"),
        listed(4, 3, PackageStage.READY_FOR_TESTING, "anchor-1.2"),
        listed(5, 3, PackageStage.READY_FOR_TESTING, "buoy-7"));
    meet(
        "depot/2020-09-14",
        note(3, 2, null, "Ready for Testing"),
        note(6, 3, null, "Autumn"),
        listed(4, 6, PackageStage.READY_FOR_TESTING, "Anchor-1.2"),
        listed(5, 3, PackageStage.READY_FOR_RELEASE, "buoy-7"));
    meet("depot/2020-09-21", note(3, 2, null, "Nobody had time"));
    meet("depot/2020-09-28", listed(3, 2, PackageStage.READY_FOR_RELEASE, "buoy-7"));
    meet("depot/2020-10-05", listed(3, 2, PackageStage.READY_FOR_TESTING, "anchor-1.2"));
    meet("quarry/2020-10-05", listed(3, 2, PackageStage.READY_FOR_TESTING, "anchor-1.2"));

    JsonNode all =
        nodes(
            "packages",
            "series:\"depot\"",
            "meeting entry series date stage text group since sinceMeeting sections");

    assertThat(texts(all, "text"))
        .containsExactly("buoy-7", "anchor-1.2", "buoy-7", "Anchor-1.2", "buoy-7", "anchor-1.2");
    assertThat(texts(all, "since"))
        .containsExactly(
            "2020-09-07", "2020-09-07", "2020-09-14", "2020-09-07", "2020-09-14", "2020-10-05");
    assertThat(all.get(3).toString())
        .isEqualTo(
            "{\"meeting\":\"depot/2020-09-14\",\"entry\":\"e4\",\"series\":\"depot\","
                + "\"date\":\"2020-09-14\",\"stage\":\"READY_FOR_TESTING\","
                + "\"text\":\"Anchor-1.2\",\"group\":\"Autumn\",\"since\":\"2020-09-07\","
                + "\"sinceMeeting\":\"depot/2020-09-07\",\"sections\":[\"Crew\"]}");
    assertThat(all.get(0).get("group").isNull()).isTrue();
    assertThat(
            texts(
                nodes("packages", "meeting:\"depot/2020-09-28\",text:\"BUOY\"", "since"), "since"))
        .containsExactly("2020-09-14");
    assertThat(
            texts(nodes("packages", "stage:READY_FOR_TESTING,text:\"anchor\"", "since"), "since"))
        .containsExactly("2020-09-07", "2020-09-07", "2020-10-05", "2020-10-05");
    JsonNode page = ask("reader", "packages", "series:\"depot\",first:4", "{pageInfo{endCursor}}");
    assertThat(
            texts(
                nodes(
                    "packages",
                    "series:\"depot\",after:\"" + page.at("/pageInfo/endCursor").asString() + "\"",
                    "since"),
                "since"))
        .containsExactly("2020-09-14", "2020-10-05");

    record(
        stream("depot/2020-10-05"),
        new MeetingEvent.PackageAdvanced(id(3), PackageStage.RELEASED, null, Map.of()));
    JsonNode change =
        ask(
                "auditor",
                "history",
                "meeting:\"depot/2020-10-05\",entry:\"e3\"",
                "{nodes{type before after}}")
            .at("/nodes/1");
    assertThat(change.toString())
        .isEqualTo(
            "{\"type\":\"PackageAdvanced\",\"before\":\"anchor-1.2 [Ready for Testing]\","
                + "\"after\":\"anchor-1.2 [Released]\"}");
    JsonNode entry =
        ask(
                "reader",
                "meeting",
                "series:\"depot\",date:\"2020-10-05\"",
                "{entries{kind text ...on ListedPackage{stage}}}")
            .at("/entries/2");
    assertThat(entry.toString())
        .isEqualTo("{\"kind\":\"PACKAGE\",\"text\":\"anchor-1.2\",\"stage\":\"RELEASED\"}");
  }

  @Test
  void the_published_minutes_stay_readable_for_everybody() {
    String meeting = "bridge/2020-09-07";
    String fields = "{version status publishedVersion entries{text} markdown}";
    String asked = "series:\"bridge\",date:\"2020-09-07\"";
    meet(meeting, note(3, 2, null, "Calm sea"));
    assertThat(ask("reader", "meeting", asked + ",published:true", fields).isNull()).isTrue();
    assertThat(ask("reader", "meeting", asked, fields).get("publishedVersion").isNull()).isTrue();
    String path = "/meetings/bridge/2020-09-07/minutes";
    assertThat(service.get("reader", path + "?asOf=published").statusCode()).isEqualTo(404);

    record(stream(meeting), new MeetingEvent.MinutesPublished());
    JsonNode published = ask("reader", "meeting", asked, fields);
    assertThat(published.get("status").asString()).isEqualTo("PUBLISHED");
    assertThat(published.get("publishedVersion").asInt()).isEqualTo(3);

    remember(
        service
            .log()
            .appendAs(
                new Meta("ada", null, "RewordEntry", null, null, "It was not", Map.of()),
                null,
                stream(meeting),
                new MeetingEvent.EntryReworded(id(3), "Rough sea", null)));
    record(stream(meeting), new MeetingEvent.MinutesReopened("A line is missing"));

    JsonNode now = ask("reader", "meeting", asked, fields);
    assertThat(now.get("status").asString()).isEqualTo("SCHEDULED");
    assertThat(now.get("publishedVersion").asInt()).isEqualTo(3);
    assertThat(now.at("/entries/2/text").asString()).isEqualTo("Rough sea");
    assertThat(ask("reader", "meeting", asked + ",published:true", fields)).isEqualTo(published);
    HttpResponse<String> document = service.get("reader", path + "?asOf=published");
    assertThat(document.body()).isEqualTo(published.get("markdown").asString());
    assertThat(document.headers().firstValue("ETag")).contains("\"3\"");

    JsonNode changes =
        ask(
                "auditor",
                "history",
                "meeting:\"bridge/2020-09-07\"",
                "{nodes{type before after reason requestReason}}")
            .get("nodes");
    assertThat(changes.get(3).toString())
        .isEqualTo(
            "{\"type\":\"MinutesPublished\",\"before\":\"2020-09-07\","
                + "\"after\":\"2020-09-07, published\",\"reason\":null,\"requestReason\":null}");
    assertThat(changes.get(4).get("requestReason").asString()).isEqualTo("It was not");
    assertThat(changes.get(5).get("reason").asString()).isEqualTo("A line is missing");

    record(stream(meeting), new MeetingEvent.MinutesPublished());
    assertThat(ask("reader", "meeting", asked + ",published:true", fields).get("version").asInt())
        .isEqualTo(6);
    assertThat(service.get("reader", path + "?asOf=yesterday").statusCode()).isEqualTo(400);
    assertThat(service.get("scribe", path + "?asOf=published&asOfVersion=1").statusCode())
        .isEqualTo(400);
    assertCode(
        "auditor",
        query("meeting", asked + ",published:true,asOfVersion:1", fields),
        "BAD_ARGUMENT");
  }

  private void imported(
      String meeting, String revision, String author, String at, Event... events) {
    remember(
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
                    Map.of(
                        "file", "Engine20200907.md", "revision", revision, "subject", "On " + at)),
                Instant.parse(at + "T10:00:00Z"),
                stream(meeting),
                events));
  }

  @Test
  void imported_revisions_are_listed_and_give_the_minutes_as_they_left_them() {
    String meeting = "engine/2020-09-07";
    meet(meeting);
    imported(meeting, "a1", "Ada", "2020-09-07", note(3, 2, null, "One"), note(4, 2, 3, "Two"));
    imported(meeting, "b2", "Bo", "2020-09-08", new MeetingEvent.EntryReworded(id(3), "1", null));
    record(stream(meeting), new MeetingEvent.EntryReworded(id(4), "2", null));
    imported(meeting, "a1", "Ada", "2020-09-07", note(5, 2, 4, "Three"));
    String asked = "series:\"engine\",date:\"2020-09-07\"";

    JsonNode revisions =
        ask("auditor", "meeting", asked, "{revisions{revision version author occurredAt subject}}")
            .get("revisions");
    assertThat(revisions.toString())
        .isEqualTo(
            "[{\"revision\":\"b2\",\"version\":4,\"author\":\"Bo\","
                + "\"occurredAt\":\"2020-09-08T10:00:00Z\",\"subject\":\"On 2020-09-08\"},"
                + "{\"revision\":\"a1\",\"version\":6,\"author\":\"Ada\","
                + "\"occurredAt\":\"2020-09-07T10:00:00Z\",\"subject\":\"On 2020-09-07\"}]");

    JsonNode then =
        ask(
            "auditor",
            "meeting",
            asked + ",asOfRevision:\"b2\"",
            "{version file markdown revisions{revision version}}");
    assertThat(then.get("version").asInt()).isEqualTo(4);
    assertThat(then.get("file").asString()).isEqualTo("Engine20200907.md");
    assertThat(then.get("revisions").toString())
        .isEqualTo("[{\"revision\":\"a1\",\"version\":3},{\"revision\":\"b2\",\"version\":4}]");
    HttpResponse<String> document =
        service.get("scribe", "/meetings/engine/2020-09-07/minutes?asOfRevision=b2");
    assertThat(document.body()).isEqualTo(then.get("markdown").asString()).contains("Two");
    assertThat(ask("auditor", "meeting", asked + ",asOfRevision:\"c3\"", "{version}").isNull())
        .isTrue();
    assertCode(
        "reader", query("meeting", asked + ",asOfRevision:\"b2\"", "{version}"), "FORBIDDEN");
    assertCode("reader", query("meeting", asked, "{revisions{version}}"), "FORBIDDEN");
    assertThat(
            service
                .get("reader", "/meetings/engine/2020-09-07/minutes?asOfRevision=b2")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void the_history_tells_a_heading_s_level_and_where_an_action_came_from() {
    meet("galley/2020-09-07", assigned(3, "Wash up", "Ada"));
    meet(
        "galley/2020-09-14",
        carried(3, "galley/2020-09-07#e3", "galley/2020-09-07#e3", "Wash up", "Ada"),
        new MeetingEvent.SectionRenamed(id(2), 3, "Cooks", null));

    JsonNode changes =
        ask("auditor", "history", "meeting:\"galley/2020-09-14\"", "{nodes{type before after}}")
            .get("nodes");

    assertThat(changes.get(2).get("after").asString())
        .isEqualTo("Ada: Wash up (due 2020-10-01) (carried over from galley/2020-09-07#e3)");
    assertThat(changes.get(3).toString())
        .isEqualTo("{\"type\":\"SectionRenamed\",\"before\":\"## Crew\",\"after\":\"### Cooks\"}");
  }
}
