package io.minutebook.query;

import static io.minutebook.query.testing.Sample.action;
import static io.minutebook.query.testing.Sample.attended;
import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.queue;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static io.minutebook.query.testing.TestService.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.event.Event;
import io.minutebook.event.MeetingEvent;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.audit.Audit;
import io.minutebook.query.audit.Progress;
import io.minutebook.query.audit.Scope;
import io.minutebook.query.audit.VerifyOptions;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.TestKeys;
import io.minutebook.query.testing.TestLog;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.testing.TestService;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole query service over HTTP, with real tokens. */
@DisplayName("The query service")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceContract {

  private static final String DAY = "2020-05-04";
  private static final JsonMapper JSON = new JsonMapper();

  private TestService service;
  private TestLog log;

  abstract TestMongo open();

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    service =
        new TestService(
            open(),
            directory,
            Map.of("minutebook.query.at-least-timeout", "3s", "minutebook.graphql.cost", "100000"));
    log = service.log();
    log.append(Sample.SERIES.stream(), Sample.series());
    for (Event[] events : Sample.full(DAY)) {
      log.append(meeting(DAY).stream(), events);
    }
    // a week is skipped
    log.append(
        meeting("2020-05-18").stream(),
        scheduled("2020-05-18"),
        attended(2, "ada", "Linus"),
        section(3, 2, "Watch"),
        queue(4, 3, null, "Post", 9, "+1"),
        queue(5, 3, 4, null, 3, "+"),
        action(6, 3, 5, "Paint the door (LAMP-7, LAMP-42)"));
    log.append(
        meeting("2020-05-18").stream(), new MeetingEvent.ActionCompleted(Sample.id(6), "in green"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                graphql("reader", "{meetings{nodes{id version}}}")
                        .at("/data/meetings/nodes/1/version")
                        .asInt(-1)
                    == 6);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private HttpRequest.Builder request(String path, String... roles) {
    return service.request(path, roles);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return service.send(request);
  }

  private HttpResponse<String> post(String body, String... roles) {
    return service.post(body, roles);
  }

  private JsonNode graphql(String role, String query) {
    return service.graphql(role, query);
  }

  private JsonNode data(String query) {
    return service.data("reader", query);
  }

  private static void assertCode(JsonNode answer, String code) {
    assertThat(answer.at("/errors/0/extensions/code").asString())
        .as(answer.toString())
        .isEqualTo(code);
  }

  private static Minutes expected() {
    List<MeetingEvent> events = new ArrayList<>();
    Sample.full(DAY)
        .forEach(commit -> List.of(commit).forEach(event -> events.add((MeetingEvent) event)));
    return Minutes.fold(events);
  }

  @Test
  void shows_how_the_record_was_verified_the_last_time() {
    String query =
        "{verification(of:\"lamp-room/2020-05-04\")"
            + "{of clean found findings streams events latestSeal notes}}";
    assertThat(graphql("reader", query).at("/errors/0/extensions/code").asString(""))
        .isEqualTo("FORBIDDEN");

    try (Audit audit = Audit.open(service.record())) {
      // other tests write what cannot be followed
      Scope scope = Scope.parse("lamp-room/2020-05-04");
      audit.verify(VerifyOptions.ALL.of(scope).recording(), Progress.NONE);
    }

    JsonNode shown = service.data("auditor", query).at("/verification");
    assertThat(shown.at("/of").asString()).isEqualTo("lamp-room/2020-05-04");
    assertThat(shown.at("/clean").asBoolean()).isTrue();
    assertThat(shown.at("/found").asInt()).isZero();
    assertThat(shown.at("/streams").asInt()).isEqualTo(1);
    assertThat(shown.at("/latestSeal").isNull()).isTrue();
    assertThat(shown.at("/notes/0").asString()).contains("Nothing is sealed");
    assertThat(service.data("auditor", "{verification{of}}").at("/verification").isNull()).isTrue();
  }

  @Test
  void tells_the_series() {
    JsonNode data =
        data(
            """
            {series{slug name version sections boards{name states} meetings(first:1){nodes{id}}}
             seriesBySlug(slug:"lamp-room"){name} none:seriesBySlug(slug:"no-such"){name}}
            """);

    assertThat(data.get("series"))
        .hasToString(
            "[{\"slug\":\"lamp-room\",\"name\":\"Lamp"
                + " room\",\"version\":2,\"sections\":[\"Watch\"],"
                + "\"boards\":[{\"name\":\"JIRA\",\"states\":[\"Open\",\"Done\"]}],"
                + "\"meetings\":{\"nodes\":[{\"id\":\"lamp-room/2020-05-04\"}]}}]");
    assertThat(data.at("/seriesBySlug/name").asString()).isEqualTo("Lamp room");
    assertThat(data.get("none").isNull()).isTrue();
  }

  @Test
  void pages_through_the_meetings() {
    JsonNode first =
        data(
            "{meetings(series:\"lamp-room\",to:\"2020-05-18\",first:1){edges{cursor node{id}}"
                + " pageInfo{hasNextPage hasPreviousPage endCursor}}}");
    assertThat(first.at("/meetings/edges/0/node/id").asString()).isEqualTo("lamp-room/2020-05-04");
    assertThat(first.at("/meetings/pageInfo/hasNextPage").asBoolean()).isTrue();
    assertThat(first.at("/meetings/pageInfo/hasPreviousPage").asBoolean()).isFalse();

    String cursor = first.at("/meetings/pageInfo/endCursor").asString();
    JsonNode second =
        data(
            "{meetings(series:\"lamp-room\",to:\"2020-05-18\",after:\"%s\"){nodes{id}"
                    .formatted(cursor)
                + " pageInfo{hasNextPage hasPreviousPage}}}");
    assertThat(texts(second.at("/meetings/nodes"), "id")).containsExactly("lamp-room/2020-05-18");
    assertThat(second.at("/meetings/pageInfo/hasNextPage").asBoolean()).isFalse();
    assertThat(second.at("/meetings/pageInfo/hasPreviousPage").asBoolean()).isTrue();

    assertThat(data("{meetings(from:\"2021-06-01\"){nodes{id}}}").at("/meetings/nodes").isEmpty())
        .isTrue();
  }

  @Test
  void lists_the_same_whether_the_minutes_are_read_for_it_or_not() {
    String head = "__typename id series day date title status version token attendance";
    for (String which :
        List.of(
            "",
            "(series:\"lamp-room\")",
            "(person:\"Ada\")",
            "(status:[SCHEDULED,PUBLISHED])",
            "(from:\"2020-05-05\",to:\"2020-05-18\")")) {
      JsonNode list = data("{meetings%s{nodes{%s}}}".formatted(which, head)).at("/meetings/nodes");
      JsonNode read =
          data("{meetings%s{edges{node{...all}}}} fragment all on Meeting{%s markdown}"
                  .formatted(which, head))
              .at("/meetings/edges");

      assertThat(list).as(which).isNotEmpty().hasSameSizeAs(read);
      for (int i = 0; i < list.size(); i++) {
        ObjectNode whole = (ObjectNode) read.get(i).get("node");
        assertThat(whole.remove("markdown").asString()).as(which).isNotEmpty();
        assertThat(list.get(i)).as(which).isEqualTo(whole);
      }
    }
  }

  @Test
  void tells_the_whole_minutes() {
    JsonNode meeting =
        data("""
        {meeting(series:"lamp-room",date:"2020-05-04"){
          id series day date title status version token coordinates attendance
          sections{id title level depth} markdown
          entries{__typename id parent depth kind form text
            ...on Attendance{people} ...on Section{level title}
            ...on Duty{slot person tentative}
            ...on QueueCount{queue count stated statedDelta wording}
            ...on Table{header board about}
            ...on TicketCount{board state count stated statedDelta}
            ...on ReleaseCounts{ticketStatus columns{name count stated statedDelta}}
            ...on Release{name version developmentFreeze packageFreeze release notes}
            ...on Row{cells} ...on Support{site people report}
            ...on Action{owners tickets due status remark}}}}
        """)
            .get("meeting");

    assertThat(meeting.get("title").asString()).isEqualTo("Lamp room, 2020-05-04");
    assertThat(meeting.get("version").asInt()).isEqualTo(18);
    assertThat(meeting.get("token").asString()).isEqualTo("meeting/lamp-room/2020-05-04@18");
    assertThat(meeting.get("coordinates").asString()).isEqualTo("At the stairs");
    assertThat(meeting.get("attendance").toString()).isEqualTo("[\"Ada\",\"Grace (late)\"]");
    assertThat(texts(meeting.get("sections"), "title"))
        .containsExactly("Watch", "Releases", "Crew");
    assertThat(meeting.get("markdown").asString()).isEqualTo(MarkdownWriter.write(expected()));
    assertThat(texts(meeting.get("entries"), "__typename"))
        .containsExactly(
            "Title",
            "Coordinates",
            "Attendance",
            "Section",
            "Duty",
            "QueueCount",
            "Table",
            "TicketCount",
            "TicketCount",
            "Announcement",
            "Section",
            "Table",
            "ReleaseCounts",
            "Table",
            "Release",
            "Table",
            "Row",
            "Section",
            "Nothing",
            "Support",
            "Note",
            "Action");
    JsonNode entries = meeting.get("entries");
    assertThat(entries.get(4))
        .hasToString(
            "{\"__typename\":\"Duty\",\"id\":\"e5\",\"parent\":\"e4\",\"depth\":1,\"kind\":\"DUTY\",\"form\":\"bullet\",\"text\":\"This"
                + " week: Ada (tentative)\","
                + "\"slot\":\"THIS_WEEK\",\"person\":\"Ada\",\"tentative\":true}");
    assertThat(entries.get(5).get("statedDelta").asInt()).isEqualTo(-2);
    assertThat(entries.get(7).get("depth").asInt()).isEqualTo(2);
    assertThat(entries.get(12).at("/columns/0").toString())
        .isEqualTo("{\"name\":\"1.2\",\"count\":5,\"stated\":null,\"statedDelta\":null}");
    assertThat(entries.get(14).get("release").asString()).isEqualTo("2020-05-12");
    assertThat(entries.get(21).get("tickets").toString()).isEqualTo("[\"LAMP-42\"]");
    assertThat(entries.get(21).get("text").asString()).isEqualTo("Oil the stairs (LAMP-42)");
    assertThat(
            data("{meeting(series:\"lamp-room\",date:\"2020-05-04-2\"){id}}")
                .get("meeting")
                .isNull())
        .isTrue();
  }

  @Test
  void finds_actions_by_owner_ticket_status_and_meeting() {
    String fields =
        "{nodes{meeting entry series date owners text tickets due status remark section sections}}";
    assertThat(
            texts(
                data("{actions(owner:\"GRACE (away)\")" + fields + "}").at("/actions/nodes"),
                "entry"))
        .containsExactly("e22", "e6");
    assertThat(data("{actions(ticket:\"LAMP-7\")" + fields + "}").at("/actions/nodes/0").toString())
        .isEqualTo(
            "{\"meeting\":\"lamp-room/2020-05-18\",\"entry\":\"e6\",\"series\":\"lamp-room\",\"date\":\"2020-05-18\",\"owners\":[\"Grace\"],\"text\":\"Paint"
                + " the door (LAMP-7,"
                + " LAMP-42)\",\"tickets\":[\"LAMP-7\",\"LAMP-42\"],\"due\":\"2020-06-01\",\"status\":\"COMPLETED\",\"remark\":\"in"
                + " green\",\"section\":\"Watch\",\"sections\":[\"Watch\"]}");
    assertThat(texts(data("{actions(open:true){nodes{entry}}}").at("/actions/nodes"), "entry"))
        .containsExactly("e22");
    assertThat(
            texts(data("{actions(status:COMPLETED){nodes{entry}}}").at("/actions/nodes"), "entry"))
        .containsExactly("e6");
    assertThat(
            texts(
                data("{actions(series:\"lamp-room\",meeting:\"lamp-room/2020-05-04\"){nodes{entry}}}")
                    .at("/actions/nodes"),
                "entry"))
        .containsExactly("e22");

    JsonNode first = data("{actions(first:1){pageInfo{endCursor hasNextPage}}}").get("actions");
    assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
    String cursor = first.at("/pageInfo/endCursor").asString();
    assertThat(
            texts(
                data("{actions(after:\"" + cursor + "\"){nodes{entry}}}").at("/actions/nodes"),
                "entry"))
        .containsExactly("e6");
  }

  @Test
  void derives_the_change_of_a_count_over_a_skipped_week() {
    JsonNode counts =
        data("""
        {ticketCounts(series:"lamp-room"){nodes{meeting entry date counter board state queue
          count stated statedDelta derivedDelta deltaAgrees previousMeeting previousCount
          daysSincePrevious}}}
        """)
            .at("/ticketCounts/nodes");

    assertThat(texts(counts, "counter"))
        .containsExactly("queue:Post", "jira:Open", "jira:Done", "queue:Post", "queue:unlabelled");
    assertThat(counts.get(0).get("derivedDelta").isNull()).isTrue();
    assertThat(counts.get(0).get("deltaAgrees").isNull()).isTrue();
    assertThat(counts.get(3).toString())
        .isEqualTo(
            "{\"meeting\":\"lamp-room/2020-05-18\",\"entry\":\"e4\",\"date\":\"2020-05-18\","
                + "\"counter\":\"queue:Post\",\"board\":null,\"state\":null,\"queue\":\"Post\","
                + "\"count\":9,\"stated\":\"+1\",\"statedDelta\":1,\"derivedDelta\":2,"
                + "\"deltaAgrees\":false,\"previousMeeting\":\"lamp-room/2020-05-04\","
                + "\"previousCount\":7,\"daysSincePrevious\":14}");
    assertThat(counts.get(4).get("stated").asString()).isEqualTo("+");
    assertThat(counts.get(4).get("statedDelta").isNull()).isTrue();

    JsonNode later =
        data("{ticketCounts(series:\"lamp-room\",counter:\"Queue:post\",from:\"2020-05-11\")"
                + "{nodes{derivedDelta}}}")
            .at("/ticketCounts/nodes");
    assertThat(later.toString()).isEqualTo("[{\"derivedDelta\":2}]");
    assertThat(
            texts(
                data("{ticketCounts(series:\"lamp-room\",board:\"jira\",state:\"open\"){nodes{counter}}}")
                    .at("/ticketCounts/nodes"),
                "counter"))
        .containsExactly("jira:Open");
    assertThat(
            texts(
                data("{ticketCounts(series:\"lamp-room\",queue:\"unlabelled\"){nodes{entry}}}")
                    .at("/ticketCounts/nodes"),
                "entry"))
        .containsExactly("e5");
  }

  @Test
  void tells_who_attended_when() {
    JsonNode presences =
        data("{attendance(series:\"lamp-room\",person:\"ADA\"){nodes{meeting date person series}}}")
            .at("/attendance/nodes");

    assertThat(texts(presences, "person")).containsExactly("Ada", "ada");
    assertThat(texts(presences, "date")).containsExactly("2020-05-04", "2020-05-18");
    assertThat(texts(data("{attendance{nodes{person}}}").at("/attendance/nodes"), "person"))
        .containsExactly("Ada", "Grace (late)", "ada", "Linus");
  }

  @Test
  void tells_the_history_to_those_who_may_see_it() {
    String query =
        """
        {history(meeting:"lamp-room/2020-05-18",entry:"e6"){nodes{meeting version at occurredAt actor
          onBehalfOf command type entry before after reason commandId}}
         meeting(series:"lamp-room",date:"2020-05-18"){history(first:2){nodes{type} pageInfo{hasNextPage}}}}
        """;
    JsonNode data = graphql("auditor", query).get("data");

    assertThat(texts(data.at("/history/nodes"), "type"))
        .containsExactly("ActionAssigned", "ActionCompleted");
    JsonNode completed = data.at("/history/nodes/1");
    assertThat(completed.get("version").asInt()).isEqualTo(6);
    assertThat(completed.get("actor").asString()).isEqualTo("ada");
    assertThat(completed.get("reason").asString()).isEqualTo("in green");
    assertThat(completed.get("before").asString())
        .isEqualTo("Grace: Paint the door (LAMP-7, LAMP-42) (due 2020-06-01)");
    assertThat(completed.get("at").asString()).endsWith("Z");
    assertThat(texts(data.at("/meeting/history/nodes"), "type"))
        .containsExactly("MeetingScheduled", "AttendanceRecorded");

    assertCode(graphql("reader", query), "FORBIDDEN");
    assertThat(graphql("scribe", query).has("errors")).isFalse();
    assertThat(graphql("admin", query).has("errors")).isFalse();
  }

  @Test
  void shows_minutes_as_they_stood() {
    String query =
        "{meeting(series:\"lamp-room\",date:\"2020-05-18\",asOfVersion:%d){version"
            + " entries{id ...on Action{status}} history{nodes{version}}}}";
    JsonNode then = graphql("auditor", query.formatted(5)).at("/data/meeting");

    assertThat(then.get("version").asInt()).isEqualTo(5);
    assertThat(then.at("/entries/5/status").asString()).isEqualTo("OPEN");
    assertThat(then.at("/history/nodes").size()).isEqualTo(6);
    assertThat(graphql("auditor", query.formatted(0)).at("/data/meeting/entries").size())
        .isEqualTo(1);
    assertThat(graphql("auditor", query.formatted(7)).at("/data/meeting").isNull()).isTrue();
    assertCode(graphql("auditor", query.formatted(-1)), "BAD_ARGUMENT");
    assertCode(graphql("reader", query.formatted(5)), "FORBIDDEN");
  }

  @Test
  void waits_for_what_a_command_has_stored() throws Exception {
    String token = meeting("2020-07-06").stream() + "@1";
    CompletableFuture<JsonNode> answer =
        CompletableFuture.supplyAsync(
            () ->
                data(
                    "{meeting(series:\"lamp-room\",date:\"2020-07-06\",atLeast:[\"%s\"]){version}}"
                        .formatted(token)));
    log.append(meeting("2020-07-06").stream(), scheduled("2020-07-06"));
    log.append(meeting("2020-07-06").stream(), section(2, 1, "Crew"));

    assertThat(answer.get().at("/meeting/version").asInt()).isEqualTo(1);
    HttpResponse<String> document =
        send(request("/meetings/lamp-room/2020-07-06/minutes?atLeast=" + token, "reader"));
    assertThat(document.statusCode()).isEqualTo(200);
  }

  @Test
  void says_that_a_version_cannot_be_seen_yet() {
    String query = "{series(atLeast:[\"series/lamp-room@99\"]){slug}}";
    assertCode(graphql("reader", query), "NOT_YET");
    assertCode(graphql("reader", query.replace("@99", "")), "BAD_TOKEN");
    assertCode(graphql("reader", query.replace("series/lamp-room", "elsewhere/x")), "BAD_TOKEN");

    HttpResponse<String> late =
        send(
            request(
                "/meetings/lamp-room/2020-05-04/minutes?atLeast=meeting/lamp-room/2020-05-04@99",
                "reader"));
    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(late.headers().firstValue("Retry-After")).contains("1");
    assertThat(late.body()).contains("\"code\":\"NOT_YET\"");
  }

  @Test
  void gives_minutes_as_markdown_with_their_version() {
    HttpResponse<String> response =
        send(request("/meetings/lamp-room/2020-05-04/minutes", "reader"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/markdown;charset=UTF-8");
    assertThat(response.headers().firstValue("ETag")).contains("\"18\"");
    assertThat(response.body()).isEqualTo(MarkdownWriter.write(expected()));

    HttpResponse<String> known =
        send(
            request("/meetings/lamp-room/2020-05-04/minutes", "reader")
                .header("If-None-Match", "\"18\""));
    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(known.body()).isEmpty();
  }

  @Test
  void gives_markdown_of_an_earlier_version_to_those_who_may_see_it() {
    String path = "/meetings/lamp-room/2020-05-04/minutes?asOfVersion=2";
    HttpResponse<String> response = send(request(path, "scribe"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(response.body()).contains("Grace").doesNotContain("Watch");
    assertProblem(send(request(path, "reader")), 403);
    assertProblem(send(request(path.replace("=2", "=99"), "scribe")), 404);
    assertProblem(send(request(path.replace("=2", "=x"), "scribe")), 400);
    assertProblem(send(request(path.replace("=2", "=-1"), "scribe")), 400);
  }

  private static void assertProblem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .as(response.body())
        .startsWith("application/problem+json");
    assertThat(response.body()).contains("\"status\":" + status).doesNotContain("Exception");
  }

  @Test
  void says_what_is_wrong_with_a_request_in_problem_details() {
    assertProblem(send(request("/meetings/lamp-room/2020-05-05/minutes", "reader")), 404);
    assertProblem(send(request("/meetings/lamp-room/2020-13-45/minutes", "reader")), 400);
    assertProblem(send(request("/meetings/lamp-room/monday/minutes", "reader")), 400);
    assertProblem(send(request("/meetings/No%20Such/2020-05-04/minutes", "reader")), 400);
    assertProblem(send(request("/meetings/lamp-room/2020-05-04/minutes?atLeast=x", "reader")), 400);
    assertProblem(send(request("/nowhere", "reader")), 404);
    assertProblem(
        send(
            request("/meetings/lamp-room/2020-05-04/minutes", "reader")
                .header("Accept", "application/pdf")),
        406);
    assertProblem(send(request("/meetings/lamp-room/2020-05-04/minutes", "reader").DELETE()), 405);
  }

  @Test
  void lets_nobody_in_without_a_good_token_and_a_role() {
    String query = "{\"query\":\"{series{slug}}\"}";
    assertProblem(post(query), 401);
    assertProblem(post(query, "visitor"), 403);
    assertProblem(send(request("/meetings/lamp-room/2020-05-04/minutes")), 401);
    HttpResponse<String> expired =
        send(
            request("/meetings/lamp-room/2020-05-04/minutes")
                .header(
                    "Authorization",
                    "Bearer " + service.keys().token(Duration.ofHours(-1), "reader")));
    assertProblem(expired, 401);
    assertThat(expired.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    assertProblem(
        send(
            request("/meetings/lamp-room/2020-05-04/minutes")
                .header(
                    "Authorization",
                    "Bearer " + new TestKeys().token(Duration.ofHours(1), "reader"))),
        401);
    for (String role : List.of("reader", "scribe", "auditor", "admin")) {
      assertThat(post(query, role).statusCode()).as(role).isEqualTo(200);
    }
  }

  @Test
  void says_in_a_code_what_is_wrong_with_a_query() {
    assertCode(graphql("reader", "{nothing}"), "INVALID_QUERY");
    assertCode(graphql("reader", "{series{"), "INVALID_QUERY");
    assertCode(graphql("reader", "{seriesBySlug(slug:\"No Such\"){slug}}"), "BAD_ARGUMENT");
    assertCode(graphql("reader", "{meetings(first:0){nodes{id}}}"), "BAD_ARGUMENT");
    assertCode(graphql("reader", "{meetings(after:\"?\"){nodes{id}}}"), "BAD_ARGUMENT");
    assertCode(graphql("reader", "{actions(after:\"eA\"){nodes{entry}}}"), "BAD_ARGUMENT");
    assertCode(graphql("reader", "{actions(ticket:\"x\"){nodes{entry}}}"), "BAD_ARGUMENT");
    assertCode(graphql("reader", "{meetings(from:\"2020-02-30\"){nodes{id}}}"), "INVALID_QUERY");
    assertCode(graphql("reader", "mutation{x}"), "INVALID_QUERY");
  }

  @Test
  void refuses_queries_that_ask_for_too_much() {
    assertCode(
        graphql("reader", "{series{meetings(first:1000){nodes{entries{id text}}}}}"),
        "TOO_COMPLEX");
    StringBuilder deep = new StringBuilder("{__schema{types{fields{type");
    deep.append("{ofType".repeat(30)).append("{name}").append("}".repeat(34));
    assertCode(graphql("reader", deep.toString()), "TOO_COMPLEX");
    assertThat(post("[{\"query\":\"{series{slug}}\"},{\"query\":\"{series{slug}}\"}]", "reader"))
        .satisfies(batch -> assertProblem(batch, 400));
    assertProblem(post("not json", "reader"), 400);
    assertProblem(post("{\"query\":\"" + "x".repeat(1 << 20) + "\"}", "reader"), 413);
  }

  @Test
  void describes_itself() {
    JsonNode types =
        data("{__schema{types{name description fields{name description args{name description}}}}}")
            .at("/__schema/types");

    for (JsonNode type : types) {
      if (type.get("name").asString().startsWith("__")) {
        continue;
      }
      assertThat(type.get("description").asString("")).as(type.get("name").asString()).isNotBlank();
      for (JsonNode field : type.get("fields").values()) {
        assertThat(field.get("description").asString(""))
            .as(type.get("name").asString() + "." + field.get("name").asString())
            .isNotBlank();
        for (JsonNode argument : field.get("args")) {
          assertThat(argument.get("description").asString("")).as(argument.toString()).isNotBlank();
        }
      }
    }
  }

  @Test
  void tells_strangers_only_whether_it_is_well() {
    HttpResponse<String> stranger = send(request("/actuator/health"));
    assertThat(stranger.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(stranger.body()).get("status").asString()).isEqualTo("UP");
    assertThat(stranger.body()).doesNotContain("projection");

    assertThat(send(request("/actuator/health", "reader")).body()).doesNotContain("projection");
    JsonNode admin = JSON.readTree(send(request("/actuator/health", "admin")).body());
    assertThat(admin.at("/components/projection/details/following").asBoolean()).isTrue();
    assertThat(admin.at("/components/projection/details/parked").isArray()).isTrue();
    assertProblem(send(request("/actuator/metrics", "reader")), 403);
    assertThat(send(request("/actuator/metrics/minutebook.projection.lag", "admin")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void shows_admins_which_streams_it_gave_up_and_stays_up() {
    String stream = meeting("2020-08-03").stream();
    log.append(stream, scheduled("2020-08-03"));
    log.append(stream, note(3, 2, null, "under a section that is not there"));

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              JsonNode health = JSON.readTree(send(request("/actuator/health", "admin")).body());
              assertThat(health.get("status").asString()).isEqualTo("UP");
              assertThat(health.at("/components/projection/details/parked/0/stream").asString())
                  .isEqualTo(stream);
            });
  }
}
