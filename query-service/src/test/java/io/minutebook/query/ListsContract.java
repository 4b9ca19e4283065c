package io.minutebook.query;

import static io.minutebook.query.testing.Sample.id;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.person;
import static io.minutebook.query.testing.Sample.section;
import static io.minutebook.query.testing.Sample.under;
import static io.minutebook.query.testing.TestService.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.DutySlot;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.Event;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.ReleaseCount;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
import io.minutebook.log.Commit;
import io.minutebook.log.Meta;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.testing.TestService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Lists over all meetings, now and as of any instant; over HTTP. */
@DisplayName("The lists over all meetings")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ListsContract {

  private final Map<String, Long> heads = new TreeMap<>();
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
    Commit commit = service.log().append(stream, events);
    heads.put(stream, commit.lastVersion());
    return commit;
  }

  private static String stream(String meeting) {
    return MeetingId.parse(meeting).stream();
  }

  private void meet(String meeting, String section, Event... events) {
    record(
        stream(meeting),
        new MeetingEvent.MeetingScheduled(MeetingId.parse(meeting), id(1), "Crew", null),
        section(2, 1, section));
    if (events.length > 0) {
      record(stream(meeting), events);
    }
  }

  private JsonNode ask(String role, String field, String arguments, String fields) {
    StringBuilder tokens = new StringBuilder();
    heads.forEach((stream, version) -> tokens.append("\"" + stream + "@" + version + "\","));
    String query = "{%s(%s,atLeast:[%s])%s}".formatted(field, arguments, tokens, fields);
    return service.data(role, query).get(field);
  }

  private JsonNode nodes(String field, String arguments, String fields) {
    return ask("reader", field, arguments, "{nodes{" + fields + "}}").get("nodes");
  }

  private static Event duty(
      int entry, @Nullable Integer after, DutySlot slot, @Nullable String person) {
    return new MeetingEvent.DutyAssigned(
        id(entry),
        under(2, after),
        Form.BULLET,
        slot,
        person == null ? null : person(person),
        false,
        null);
  }

  @Test
  void a_turn_of_duty_is_what_the_latest_minutes_say_and_the_rota_where_they_say_nothing() {
    SeriesId series = new SeriesId("watch");
    record(
        series.stream(),
        new SeriesEvent.SeriesCreated(series, "Watch"),
        new SeriesEvent.DutyRotaSet(
            "Lamp",
            List.of(person("Ada"), person("Grace"), person("Linus")),
            LocalDate.of(2020, 9, 7),
            7));
    meet(
        "watch/2020-09-07",
        "Lamp",
        duty(3, null, DutySlot.THIS_WEEK, "Ada"),
        duty(4, 3, DutySlot.NEXT_WEEK, "Grace"));
    meet("watch/2020-09-14", "Lamp", duty(3, null, DutySlot.THIS_WEEK, "Linus (for Grace)"));

    JsonNode turns =
        nodes("duty", "series:\"watch\"", "section from to person planned swapped statements{id}");
    assertThat(turns.toString())
        .isEqualTo(
            "[{\"section\":\"Lamp\",\"from\":\"2020-09-07\",\"to\":\"2020-09-13\","
                + "\"person\":\"Ada\",\"planned\":\"Ada\",\"swapped\":false,"
                + "\"statements\":[{\"id\":\"watch/2020-09-07#e3\"}]},"
                + "{\"section\":\"Lamp\",\"from\":\"2020-09-14\",\"to\":\"2020-09-20\","
                + "\"person\":\"Linus (for Grace)\",\"planned\":\"Grace\",\"swapped\":true,"
                + "\"statements\":[{\"id\":\"watch/2020-09-07#e4\"},"
                + "{\"id\":\"watch/2020-09-14#e3\"}]}]");
    assertThat(on("watch", "2020-09-13")).containsExactly("Ada");
    assertThat(on("watch", "2020-09-15")).containsExactly("Linus (for Grace)");
    assertThat(on("watch", "2020-09-23")).as("by the rota").containsExactly("Linus");
    assertThat(texts(nodes("duty", "series:\"watch\",from:\"2020-09-14\"", "person"), "person"))
        .containsExactly("Linus (for Grace)");

    record(stream("watch/2020-09-14"), new MeetingEvent.MeetingCancelled("Storm"));
    assertThat(on("watch", "2020-09-15")).containsExactly("Grace");
  }

  private List<String> on(String series, String day) {
    return texts(
        ask("reader", "dutyOn", "series:\"%s\",date:\"%s\"".formatted(series, day), "{person}"),
        "person");
  }

  @Test
  void without_a_rota_a_turn_is_a_week_from_monday_on_and_a_swap_is_against_what_was_said_first() {
    meet("mess/2020-09-09", "Cook", duty(3, null, DutySlot.NEXT_WEEK, "Ada"));
    meet("mess/2020-09-16", "Cook", duty(3, null, DutySlot.THIS_WEEK, null));

    JsonNode turn = nodes("duty", "series:\"mess\"", "from to person planned swapped").get(0);
    assertThat(turn.toString())
        .isEqualTo(
            "{\"from\":\"2020-09-14\",\"to\":\"2020-09-20\",\"person\":null,\"planned\":null,"
                + "\"swapped\":false}");

    record(
        stream("mess/2020-09-16"), new MeetingEvent.DutySwapped(id(3), person("Bo"), true, null));
    assertThat(nodes("duty", "series:\"mess\"", "person swapped tentative").get(0).toString())
        .isEqualTo("{\"person\":\"Bo\",\"swapped\":true,\"tentative\":true}");
  }

  private static Event release(int entry, int day) {
    return new MeetingEvent.ReleaseScheduled(
        id(entry),
        under(3, null),
        new ReleasePlan("May", "3.5.10", null, null, LocalDate.of(2020, 5, day), null),
        null);
  }

  @Test
  void a_release_tells_how_its_days_were_moved() {
    Event table =
        new MeetingEvent.TableAdded(id(3), under(2, null), List.of("Version", "Release"), null);
    meet("yard/2020-05-04", "Releases", table, release(4, 12));
    meet("yard/2020-05-11", "Releases", table, release(4, 12));
    meet("yard/2020-05-18", "Releases", table, release(4, 19));
    record(
        stream("yard/2020-05-18"),
        new MeetingEvent.ReleaseRescheduled(
            id(4),
            new ReleasePlan("May", "3.5.10", null, null, LocalDate.of(2020, 5, 26), "late"),
            null));

    JsonNode life =
        nodes(
                "releases",
                "series:\"yard\"",
                "version name release notes since lastMeeting slippedDays"
                    + " slips{meeting day from to days} plans{date release}")
            .get(0);
    assertThat(life.toString())
        .isEqualTo(
            "{\"version\":\"3.5.10\",\"name\":\"May\",\"release\":\"2020-05-26\","
                + "\"notes\":\"late\",\"since\":\"2020-05-04\",\"lastMeeting\":\"yard/2020-05-18\","
                + "\"slippedDays\":14,\"slips\":[{\"meeting\":\"yard/2020-05-18\","
                + "\"day\":\"RELEASE\",\"from\":\"2020-05-12\",\"to\":\"2020-05-26\",\"days\":14}],"
                + "\"plans\":[{\"date\":\"2020-05-04\",\"release\":\"2020-05-12\"},"
                + "{\"date\":\"2020-05-18\",\"release\":\"2020-05-26\"}]}");
    assertThat(nodes("releases", "series:\"yard\",version:\"3.6\"", "version")).isEmpty();
  }

  @Test
  void totals_of_tables_are_checked_by_row_and_by_column() {
    meet(
        "shop/2020-09-07",
        "Releases",
        new MeetingEvent.ReleaseCountsRecorded(
            id(3),
            under(2, null),
            List.of("3.4", "&Delta;", "Both", "&Delta;", "Total", "&Delta;", "Status"),
            null,
            List.of(
                counts(4, "Open", 1, 2, 3),
                counts(5, "Ready", 2, 2, 5),
                counts(6, "Total", 3, 5, 8)),
            null));

    assertThat(
            nodes("releaseCounts", "series:\"shop\"", "status wrong columns{name expected agrees}")
                .toString())
        .isEqualTo(
            "[{\"status\":\"Open\",\"wrong\":false,\"columns\":["
                + "{\"name\":\"3.4\",\"expected\":null,\"agrees\":null},"
                + "{\"name\":\"Both\",\"expected\":null,\"agrees\":null},"
                + "{\"name\":\"Total\",\"expected\":3,\"agrees\":true}]},"
                + "{\"status\":\"Ready\",\"wrong\":true,\"columns\":["
                + "{\"name\":\"3.4\",\"expected\":null,\"agrees\":null},"
                + "{\"name\":\"Both\",\"expected\":null,\"agrees\":null},"
                + "{\"name\":\"Total\",\"expected\":4,\"agrees\":false}]},"
                + "{\"status\":\"Total\",\"wrong\":true,\"columns\":["
                + "{\"name\":\"3.4\",\"expected\":3,\"agrees\":true},"
                + "{\"name\":\"Both\",\"expected\":4,\"agrees\":false},"
                + "{\"name\":\"Total\",\"expected\":8,\"agrees\":true}]}]");
    assertThat(texts(nodes("releaseCounts", "series:\"shop\",wrong:true", "status"), "status"))
        .containsExactly("Ready", "Total");
    assertThat(nodes("releaseCounts", "series:\"shop\",status:\"open\"", "id")).hasSize(1);
  }

  private static ReleaseCount counts(int entry, String status, int... numbers) {
    List<ReleaseCount.Counted> columns = new ArrayList<>();
    for (int number : numbers) {
      columns.add(new ReleaseCount.Counted(number, null));
    }
    return new ReleaseCount(id(entry), status, columns, null);
  }

  private static Event assigned(int entry, String text, String owner) {
    return new MeetingEvent.ActionAssigned(
        id(entry),
        under(2, null),
        Form.BULLET,
        List.of(person(owner)),
        text,
        Ticket.mentionedIn(text),
        null,
        null);
  }

  @Test
  void people_are_told_by_the_series_own_names_with_attendance_and_load() {
    SeriesId series = new SeriesId("choir");
    record(
        series.stream(),
        new SeriesEvent.SeriesCreated(series, "Choir"),
        new SeriesEvent.PersonAliased(person("GH"), "Grace"));
    meet("choir/2020-09-07", "Crew", assigned(3, "Count", "GH"), assigned(4, "Sweep", "Ada"));
    record(stream("choir/2020-09-07"), Sample.attended(5, "GH", "Ada (late)"));
    record(stream("choir/2020-09-07"), new MeetingEvent.ActionCompleted(id(4), null));
    meet("choir/2020-09-14", "Crew", duty(3, null, DutySlot.THIS_WEEK, "Grace"));
    record(stream("choir/2020-09-14"), Sample.attended(4, "Grace"));

    assertThat(
            nodes(
                    "people",
                    "series:\"choir\"",
                    "person labels attended held first last open done duties")
                .toString())
        .isEqualTo(
            "[{\"person\":\"Ada\",\"labels\":[\"Ada\",\"Ada (late)\"],\"attended\":1,\"held\":2,"
                + "\"first\":\"2020-09-07\",\"last\":\"2020-09-07\",\"open\":0,\"done\":1,"
                + "\"duties\":0},"
                + "{\"person\":\"Grace\",\"labels\":[\"GH\",\"Grace\"],\"attended\":2,\"held\":2,"
                + "\"first\":\"2020-09-07\",\"last\":\"2020-09-14\",\"open\":1,\"done\":0,"
                + "\"duties\":1}]");
  }

  @Test
  void a_ticket_tells_every_mention_the_first_and_the_last() {
    meet("dock/2020-09-14", "Crew", note(3, 2, null, "HULL-7 again"));
    meet("dock/2020-09-07", "Crew", assigned(3, "Mend it (HULL-7, HULL-70)", "Ada"));
    meet("dock/2020-09-21", "Crew", note(3, 2, null, "HULL-7 is shut"));
    record(stream("dock/2020-09-21"), new MeetingEvent.MeetingCancelled("Storm"));

    JsonNode ticket =
        ask(
            "reader",
            "ticket",
            "key:\"HULL-7\"",
            "{key spanDays firstMention{id kind} lastMention{id text}"
                + " mentions(first:1){nodes{id} pageInfo{endCursor hasNextPage}}}");
    assertThat(ticket.get("spanDays").asInt()).isEqualTo(7);
    assertThat(ticket.at("/firstMention").toString())
        .isEqualTo("{\"id\":\"dock/2020-09-07#e3\",\"kind\":\"ACTION\"}");
    assertThat(ticket.at("/lastMention").toString())
        .isEqualTo("{\"id\":\"dock/2020-09-14#e3\",\"text\":\"HULL-7 again\"}");
    assertThat(ticket.at("/mentions/pageInfo/hasNextPage").asBoolean()).isTrue();
    JsonNode none =
        ask(
            "reader",
            "ticket",
            "key:\"HULL-8\"",
            "{spanDays firstMention{id} mentions{nodes{id}}}");
    assertThat(none.toString())
        .isEqualTo("{\"spanDays\":null,\"firstMention\":null,\"mentions\":{\"nodes\":[]}}");
  }

  @Test
  void a_search_finds_words_beginnings_and_phrases_and_shows_them() {
    meet(
        "deck/2020-09-07",
        "Crew",
        note(3, 2, null, "The café's old stove smokes; the stove must go"),
        note(4, 2, 3, "An old stove pipe"),
        note(5, 2, 4, "Stoves are dear"));
    meet("deck/2020-09-14", "Stove", note(3, 2, null, "Nothing smokes"));

    assertThat(hits("text:\"stove\",series:\"deck\""))
        .containsExactly("deck/2020-09-14#e2", "deck/2020-09-07#e3", "deck/2020-09-07#e4");
    assertThat(hits("text:\"STOVE* old\",series:\"deck\""))
        .as("the shorter one first")
        .containsExactly("deck/2020-09-07#e4", "deck/2020-09-07#e3");
    assertThat(hits("text:\"\\\"stove must\\\"\",series:\"deck\""))
        .containsExactly("deck/2020-09-07#e3");
    assertThat(hits("text:\"stove -pipe\",series:\"deck\",kinds:[NOTE]"))
        .containsExactly("deck/2020-09-07#e3");
    assertThat(hits("text:\"cafe\"")).containsExactly("deck/2020-09-07#e3");
    for (String beginnings : List.of("caf*", "smo* caf*", "cafe smo*", "caf* s* the*")) {
      assertThat(hits("text:\"" + beginnings + "\""))
          .as(beginnings)
          .containsExactly("deck/2020-09-07#e3");
    }
    assertThat(hits("text:\"cafe pip*\"")).isEmpty();
    assertThat(hits("text:\"smokes\",from:\"2020-09-08\"")).containsExactly("deck/2020-09-14#e3");

    JsonNode hit =
        nodes("search", "text:\"pipe\"", "highlight{text hit} entry{text sections kind}").get(0);
    assertThat(hit.toString())
        .isEqualTo(
            "{\"highlight\":[{\"text\":\"An old stove \",\"hit\":false},"
                + "{\"text\":\"pipe\",\"hit\":true}],"
                + "\"entry\":{\"text\":\"An old stove pipe\",\"sections\":[\"Crew\"],"
                + "\"kind\":\"NOTE\"}}");
    JsonNode page =
        ask(
            "reader",
            "search",
            "text:\"stove\",series:\"deck\",first:1",
            "{pageInfo{endCursor hasNextPage}}");
    assertThat(
            hits(
                "text:\"stove\",series:\"deck\",after:\""
                    + page.at("/pageInfo/endCursor").asString()
                    + "\""))
        .containsExactly("deck/2020-09-07#e3", "deck/2020-09-07#e4");
  }

  private List<String> hits(String arguments) {
    List<String> hits = new ArrayList<>();
    nodes("search", arguments, "entry{id}")
        .forEach(hit -> hits.add(hit.at("/entry/id").asString()));
    return hits;
  }

  @Test
  void minutes_can_be_read_by_section() {
    meet("hold/2020-09-07", "Crew", note(3, 2, null, "Windy"));
    record(
        stream("hold/2020-09-07"),
        section(4, 2, "Stores"),
        note(5, 4, null, "Full"),
        note(6, 4, 5, "Dry"));

    JsonNode meeting =
        ask(
            "reader",
            "meeting",
            "series:\"hold\",date:\"2020-09-07\"",
            "{stores:entriesOf(section:\" STORES\"){id text} none:entriesOf(section:\"Deck\"){id}}");
    assertThat(texts(meeting.get("stores"), "text")).containsExactly("Full", "Dry");
    assertThat(meeting.get("none")).isEmpty();
  }

  @Test
  void a_search_for_nothing_is_refused() {
    JsonNode answer = service.graphql("reader", "{search(text:\"-\"){nodes{score}}}");
    assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_ARGUMENT");
    assertThat(answer.at("/errors/0/extensions/argument").asString()).isEqualTo("text");
  }

  private static final Map<String, String> LISTS =
      Map.of(
          "actions", "meeting entry text owners status sections",
          "actionLives", "root text status last carriedOver steps{what detail}",
          "decisions", "id text inForce supersededBy",
          "packages", "meeting entry text stage since group",
          "ticketCounts", "meeting entry counter count derivedDelta previousMeeting",
          "attendance", "meeting person",
          "duty", "section from to person planned swapped",
          "releases", "version release slippedDays",
          "people", "person labels attended held open done duties",
          "search", "entry{id text}");

  /** What is asked of the ledger, by a name that tells it; of one moment all in one request. */
  private Map<String, JsonNode> all(String moment) {
    Map<String, String> asked = new LinkedHashMap<>();
    LISTS.forEach(
        (list, fields) ->
            asked.put(
                list,
                list(
                    list,
                    "series:\"ledger\"" + (list.equals("search") ? ",text:\"old*\"" : "") + moment,
                    fields)));
    asked.put(
        "meetings", list("meetings", "series:\"ledger\"" + moment, "id version date title status"));
    asked.put(
        "releaseCounts", list("releaseCounts", "series:\"ledger\"" + moment, "id status wrong"));
    asked.put("ticket", "ticket(key:\"OIL-7\"" + moment + "){mentions{nodes{id text}}}");
    for (String person : List.of("Ada", "Ada Klein", "Grace")) {
      LISTS_OF_SOMEBODY.forEach(
          (list, arguments) ->
              asked.put(
                  list + " of " + person,
                  list(
                      list,
                      arguments.formatted(person) + moment,
                      LISTS.getOrDefault(list, "id version attendance"))));
    }
    LISTS_OF_ALL_SERIES.forEach(
        (list, arguments) ->
            asked.put(
                list + " of all series",
                list(list, arguments + moment, LISTS.getOrDefault(list, "id version title"))));
    for (String day : List.of("2020-05-06", "2020-05-13", "2020-07-01")) {
      asked.put(
          "dutyOn " + day,
          "dutyOn(series:\"ledger\",date:\"%s\"%s)%s"
              .formatted(
                  day,
                  moment,
                  "{section from to person tentative planned swapped statements{id person}}"));
    }
    asked.put(
        "series",
        "series"
            + (moment.isEmpty() ? "" : "(" + moment.substring(1) + ")")
            + "{slug name version sections boards{name states} rotas{section people start days}"
            + " people{label person} meetings(first:10){nodes{id version}}}");
    // the views have all of it, once they have the last of it
    ask("auditor", "meetings", "first:1", "{nodes{id}}");
    StringBuilder document = new StringBuilder();
    List<String> names = List.copyOf(asked.keySet());
    for (int i = 0; i < names.size(); i++) {
      document.append("a%d:%s ".formatted(i, asked.get(names.get(i))));
    }
    JsonNode data = service.data("auditor", "{" + document + "}");
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      JsonNode answer = data.get("a" + i);
      answers.put(names.get(i), names.get(i).equals("ticket") ? answer.get("mentions") : answer);
    }
    return answers;
  }

  private static String list(String list, String arguments, String fields) {
    return "%s(%s,first:20){nodes{%s}}".formatted(list, arguments, fields);
  }

  /** Lists over all series that have an index for what they are asked by. */
  private static final Map<String, String> LISTS_OF_ALL_SERIES =
      Map.of(
          "actions", "open:true,dueFrom:\"2020-06-01\",dueBefore:\"2020-07-01\"",
          "actionLives", "dueFrom:\"2020-06-01\",dueBefore:\"2020-07-01\"",
          "attendance", "from:\"2020-05-04\",to:\"2020-05-31\"",
          "meetings", "from:\"2020-05-04\",to:\"2020-06-01\"",
          "search", "text:\"old crew\",to:\"2020-12-31\"");

  /** Lists of what concerns a person, in one series and in all. */
  private static final Map<String, String> LISTS_OF_SOMEBODY =
      Map.of(
          "actions", "owner:\"%s\"",
          "actionLives", "series:\"ledger\",owner:\"%s\"",
          "attendance", "person:\"%s\"",
          "meetings", "series:\"ledger\",person:\"%s\"",
          "search", "text:\"old\",person:\"%s\"");

  @Test
  void a_list_as_of_an_instant_or_a_version_is_what_it_was_then() {
    Map<Instant, Map<String, JsonNode>> then = new LinkedHashMap<>();
    Map<String, Instant> versions = new LinkedHashMap<>();
    for (Step step : history()) {
      Commit commit = record(step.stream(), step.events().toArray(Event[]::new));
      then.put(commit.at(), all(""));
      if (commit.stream().startsWith("meeting/")) {
        String meeting = MeetingId.ofStream(commit.stream()).toString();
        versions.put(
            "{meeting:\"%s\",version:%d}".formatted(meeting, commit.version()), commit.at());
        versions.put(
            "{meeting:\"%s\",version:%d}".formatted(meeting, commit.lastVersion()), commit.at());
      }
    }
    assertThat(then).hasSizeGreaterThan(20);
    assertThat(then.values()).anyMatch(each -> each.toString().contains("(OIL-7)"));
    for (String list :
        List.of(
            "dutyOn 2020-07-01",
            "actions of Ada Klein",
            "search of Grace",
            "actions of all series",
            "actionLives of all series",
            "attendance of all series",
            "meetings of all series",
            "search of all series")) {
      assertThat(then.values().stream().map(each -> each.get(list)).distinct())
          .as("what was said of %s", list)
          .hasSizeGreaterThan(1);
    }

    versions.forEach(
        (version, instant) ->
            assertThat(all(",asOfVersion:" + version)).as(version).isEqualTo(then.get(instant)));

    then.forEach(
        (instant, answers) ->
            assertThat(all(",asOf:\"" + instant + "\"")).as("%s", instant).isEqualTo(answers));
    Instant last = then.keySet().stream().max(Instant::compareTo).orElseThrow();
    assertThat(all(",asOf:\"" + last.plusSeconds(30) + "\",asOfTime:OCCURRED"))
        .isEqualTo(then.get(last));
    assertThat(all(",asOf:\"1999-01-01T00:00:00Z\"").values())
        .allSatisfy(
            answer -> assertThat(answer.isArray() ? answer : answer.get("nodes")).isEmpty());
    JsonNode refused = service.graphql("reader", "{actions(asOf:\"" + last + "\"){nodes{text}}}");
    assertThat(refused.at("/errors/0/extensions/code").asString()).isEqualTo("FORBIDDEN");
  }

  @Test
  void a_version_that_there_is_not_is_no_moment() {
    meet("gaps/2020-05-04", "Crew");

    for (String moment :
        List.of(
            "asOfVersion:{meeting:\"gaps/2020-05-04\",version:99}",
            "asOfVersion:{meeting:\"gaps/2020-05-04\",version:-1}",
            "asOfVersion:{meeting:\"gaps/2020-05-05\",version:0}",
            "asOfVersion:{meeting:\"gaps\",version:0}",
            "asOf:\"2020-05-04T10:00:00Z\",asOfVersion:{meeting:\"gaps/2020-05-04\",version:0}")) {
      for (String list : List.of("meetings", "actions", "duty")) {
        JsonNode answer =
            service.graphql(
                "auditor", "{" + list + "(series:\"gaps\"," + moment + "){nodes{__typename}}}");
        assertThat(answer.at("/errors/0/extensions/code").asString())
            .as("%s: %s", moment, answer)
            .isEqualTo("BAD_ARGUMENT");
        assertThat(answer.at("/errors/0/extensions/argument").asString()).isEqualTo("asOfVersion");
      }
    }
    JsonNode refused =
        service.graphql(
            "reader", "{meetings(asOfVersion:{meeting:\"gaps/2020-05-04\",version:0}){nodes{id}}}");
    assertThat(refused.at("/errors/0/extensions/code").asString()).isEqualTo("FORBIDDEN");
    for (String series : List.of("series(", "seriesBySlug(slug:\"gaps\",")) {
      for (String moment :
          List.of(
              "asOf:\"2020-05-04T10:00:00Z\"",
              "asOfVersion:{meeting:\"gaps/2020-05-04\",version:0}")) {
        assertThat(
                service
                    .graphql("reader", "{" + series + moment + "){slug}}")
                    .at("/errors/0/extensions/code")
                    .asString())
            .as(series + moment)
            .isEqualTo("FORBIDDEN");
      }
    }
  }

  @Test
  void minutes_older_than_their_series_are_told_with_the_series_as_it_is_now() {
    SeriesId series = new SeriesId("annals");
    Commit created =
        record(
            series.stream(),
            new SeriesEvent.SeriesCreated(series, "Annals"),
            new SeriesEvent.PersonAliased(person("UV"), "Uma Vos"),
            new SeriesEvent.DutyRotaSet(
                "Crew", List.of(person("Uma"), person("Bo")), LocalDate.of(2018, 1, 1), 7));
    String stream = stream("annals/2018-01-08");
    Instant then = Instant.parse("2018-01-08T12:00:00Z");
    Commit imported =
        service
            .log()
            .appendAs(
                new Meta("ada", null, "ImportMinutes", null, null, null, Map.of()),
                then,
                stream,
                new MeetingEvent.MeetingScheduled(
                    MeetingId.parse("annals/2018-01-08"), id(1), "Crew", null),
                section(2, 1, "Crew"),
                assigned(3, "Count the ropes", "UV"));
    heads.put(stream, imported.lastVersion());

    String occurred = ",asOf:\"" + then + "\",asOfTime:OCCURRED";
    String uma = "series:\"annals\",owner:\"Uma Vos\"";
    assertThat(ask("auditor", "actions", uma + occurred, "{nodes{entry}}").get("nodes")).hasSize(1);
    assertThat(
            texts(
                ask(
                    "auditor",
                    "dutyOn",
                    "series:\"annals\",date:\"2018-01-09\"" + occurred,
                    "{person}"),
                "person"))
        .containsExactly("Bo");
    Instant before = created.at().minusSeconds(1);
    assertThat(
            ask(
                "auditor",
                "dutyOn",
                "series:\"annals\",date:\"2018-01-09\",asOf:\"" + before + "\"",
                "{person}"))
        .as("as it was recorded")
        .isEmpty();

    record(series.stream(), new SeriesEvent.AliasRemoved(person("UV")));
    assertThat(ask("auditor", "actions", uma + occurred, "{nodes{entry}}").get("nodes")).isEmpty();
    assertThat(
            ask("auditor", "actions", uma + ",asOf:\"" + imported.at() + "\"", "{nodes{entry}}")
                .get("nodes"))
        .hasSize(1);
  }

  private record Step(String stream, List<Event> events) {
    Step(String stream, Event... events) {
      this(stream, List.of(events));
    }
  }

  private static Event rota(LocalDate start, int days, String... people) {
    return new SeriesEvent.DutyRotaSet(
        "Old crew", Stream.of(people).map(Sample::person).toList(), start, days);
  }

  /** What happens to a series and two of its meetings, each command in a minute of its own. */
  private static List<Step> history() {
    String may = stream("ledger/2020-05-04");
    String june = stream("ledger/2020-06-01");
    SeriesId series = new SeriesId("ledger");
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(series.stream(), new SeriesEvent.SeriesCreated(series, "Ledger")));
    steps.add(
        new Step(
            series.stream(),
            rota(LocalDate.of(2020, 5, 4), 7, "Ada", "Grace"),
            new SeriesEvent.BoardDefined("Masonry", List.of("open", "done")),
            new SeriesEvent.BoardDefined("Cranes", List.of("open")),
            new SeriesEvent.PersonAliased(person("Ada"), "Ada Klein")));
    steps.add(
        new Step(
            may,
            new MeetingEvent.MeetingScheduled(
                MeetingId.parse("ledger/2020-05-04"), id(1), "May", null),
            section(2, 1, "Old crew"),
            section(3, 2, "Stores")));
    steps.add(
        new Step(
            may, assigned(4, "Oil the old lamp (OIL-7)", "Ada"), note(5, 3, null, "Old news")));
    steps.add(new Step(may, Sample.queue(6, 3, 5, "Post", 7, null)));
    steps.add(new Step(may, Sample.attended(7, "Ada", "Grace")));
    steps.add(
        new Step(
            may,
            new MeetingEvent.DecisionRecorded(
                id(8), under(3, 6), Form.BULLET, "Sell the old boat", null),
            duty(9, 4, DutySlot.THIS_WEEK, "Ada")));
    steps.add(new Step(may, new MeetingEvent.EntryReworded(id(5), "Older news", null)));
    steps.add(new Step(may, new MeetingEvent.SectionRenamed(id(2), null, "New crew", null)));
    steps.add(new Step(may, new MeetingEvent.ActionBlocked(id(4), "No oil")));
    steps.add(
        new Step(
            june,
            new MeetingEvent.MeetingScheduled(
                MeetingId.parse("ledger/2020-06-01"), id(1), "June", null),
            section(2, 1, "Old crew"),
            section(3, 2, "Stores"),
            new MeetingEvent.ActionCarriedOver(
                id(4),
                under(2, null),
                Form.BULLET,
                EntryAddress.parse("ledger/2020-05-04#e4"),
                EntryAddress.parse("ledger/2020-05-04#e4"),
                List.of(person("Ada")),
                "Oil the old lamp",
                List.of(),
                LocalDate.of(2020, 6, 20),
                null)));
    steps.add(new Step(june, Sample.queue(5, 3, null, "Post", 9, null)));
    steps.add(
        new Step(
            series.stream(),
            rota(LocalDate.of(2020, 4, 27), 14, "Grace", "Ada", "Linus"),
            new SeriesEvent.SeriesRenamed("The ledger")));
    steps.add(
        new Step(series.stream(), new SeriesEvent.PersonAliased(person("Grace"), "Ada Klein")));
    steps.add(new Step(may, new MeetingEvent.TicketCountCorrected(id(6), 8, null, null)));
    steps.add(new Step(june, new MeetingEvent.ActionCompleted(id(4), "done")));
    steps.add(
        new Step(
            june,
            new MeetingEvent.DecisionSuperseded(
                id(6),
                under(3, 5),
                Form.BULLET,
                "Keep the old boat",
                EntryAddress.parse("ledger/2020-05-04#e8"),
                null)));
    steps.add(new Step(may, new MeetingEvent.EntryMoved(id(5), under(2, 4), Map.of())));
    steps.add(
        new Step(
            june,
            new MeetingEvent.PackageListed(
                id(7),
                under(3, 6),
                Form.BULLET,
                PackageStage.READY_FOR_TESTING,
                "old-lens-2",
                null)));
    steps.add(new Step(may, new MeetingEvent.MeetingRescheduled(LocalDate.of(2020, 5, 5))));
    steps.add(new Step(may, new MeetingEvent.AttendeeRemoved(id(7), person("Grace"), null)));
    steps.add(
        new Step(
            june,
            new MeetingEvent.TableAdded(id(8), under(3, 7), List.of("Version", "Release"), null),
            new MeetingEvent.ReleaseScheduled(
                id(9),
                under(8, null),
                new ReleasePlan(null, "2.1", null, null, LocalDate.of(2020, 6, 9), null),
                null)));
    steps.add(
        new Step(
            june,
            new MeetingEvent.ReleaseRescheduled(
                id(9),
                new ReleasePlan(null, "2.1", null, null, LocalDate.of(2020, 6, 16), null),
                null)));
    steps.add(new Step(series.stream(), new SeriesEvent.AliasRemoved(person("Ada"))));
    steps.add(new Step(may, new MeetingEvent.SectionRemoved(id(2), Map.of())));
    steps.add(
        new Step(series.stream(), new SeriesEvent.PersonAliased(person("Grace"), "Grace Hop")));
    steps.add(new Step(series.stream(), rota(LocalDate.of(2020, 5, 11), 7, "Linus")));
    steps.add(new Step(june, new MeetingEvent.MeetingCancelled("Storm")));
    steps.add(new Step(june, new MeetingEvent.MeetingReinstated()));
    steps.add(new Step(june, new MeetingEvent.SectionMoved(id(3), under(null, 1), Map.of())));
    return steps;
  }
}
