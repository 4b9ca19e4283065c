package io.minutebook.command.http;

import static io.minutebook.command.http.ApiServer.header;
import static io.minutebook.command.http.ApiServer.json;
import static io.minutebook.command.http.ApiServer.markdown;
import static io.minutebook.command.http.ProblemAssert.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A user's mistakes: each gets a clear problem, reaches no decision, and is no alarm in the log.
 */
class RefusedRequestsTest {

  private static final String MEETING = "/meetings/weekly/2020-05-04";

  private final ApiServer server = ApiServer.shared();
  private final int askedBefore = server.decisions().count();
  private final int alarmsBefore = server.alarms().size();

  @AfterEach
  void nothing_was_asked_and_nobody_alarmed() {
    assertThat(server.decisions().count()).isEqualTo(askedBefore);
    assertThat(server.alarms().subList(alarmsBefore, server.alarms().size())).isEmpty();
  }

  private ProblemAssert note(String body) {
    return assertProblem(server.postJson(MEETING + "/commands/AddNote", body))
        .is(ProblemKind.MALFORMED);
  }

  private ProblemAssert command(String name, String body) {
    return assertProblem(server.postJson(MEETING + "/commands/" + name, body))
        .is(ProblemKind.MALFORMED);
  }

  private ProblemAssert list(String body) {
    return assertProblem(server.postJson(MEETING + "/commands", body)).is(ProblemKind.MALFORMED);
  }

  @Test
  void broken_json_is_located() {
    note("{\"text\":\n  \"a\",,}").says("line 2");
    note("{\"text\": \"a\"").says("line 1");
    note("nonsense").says("line 1");
    note("").says("empty", "{}");
    note("[]").says("must be an object");
    note("{\"text\":\"a\"} {}").says("not JSON");
    note("{\"text\":\"a\"}]").says("not JSON");
    note("{\"text\":\"a\",\"text\":\"b\"}").says("text");
    note("{'text':'a'}").says("line 1");
    note("{\"text\":\"a\" /* no comments */}").says("line 1");
  }

  @Test
  void broken_json_shows_no_class_of_ours_or_of_the_parser() {
    HttpResponse<String> response = server.postJson(MEETING + "/commands/AddNote", "{\"text\":}");
    assertThat(response.body()).doesNotContain("jackson", "minutebook.command", "Exception");
  }

  @Test
  void an_unknown_command_is_named_with_what_was_meant_perhaps() {
    command("AddNotes", "{}").field("command").says("'AddNotes'", "Did you mean AddNote?");
    command("addnote", "{}").says("Did you mean AddNote?");
    command("CreateSeries", "{}").says("It is one for a series");
    command("Zzzzzzzzzzzz", "{}").says("'Zzzzzzzzzzzz'", "/v3/api-docs");
    assertProblem(server.postJson("/series/weekly/commands/CreateSerie", "{}"))
        .is(ProblemKind.MALFORMED)
        .says("Did you mean CreateSeries?");
    list("[{\"command\":\"AddNot\",\"text\":\"x\"}]").field("commands[0].command");
  }

  @Test
  void an_unknown_field_is_named_with_its_path() {
    note("{\"txt\":\"a\"}").field("txt").says("Did you mean text?", "under");
    command("ReinstateMeeting", "{\"reason\":\"a\"}").field("reason");
    command("RecordTicketCounts", "{\"rows\":[{\"count\":1},{\"count\":1,\"stat\":\"Open\"}]}")
        .field("rows[1].stat")
        .says("Did you mean state");
    note("{\"command\":\"AddNote\",\"text\":\"a\"}").field("command");
    note("{\"text\":\"a\",\"actor\":\"root\"}").field("actor");
    note("{\"text\":\"a\",\"occurredAt\":\"2020-01-01T00:00:00Z\"}").field("occurredAt");
  }

  @Test
  void a_missing_field_is_named() {
    note("{}").field("text").says("text is missing");
    note("{\"text\":null}").field("text").says("must not be null");
    command("RecordTicketCounts", "{\"rows\":[{\"state\":\"Open\"}]}")
        .field("rows[0].count")
        .says("rows[0].count is missing");
    command("ScheduleRelease", "{\"plan\":{}}").field("plan.version").says("is missing");
    command("AssignAction", "{\"text\":\"a\"}").field("owners");
  }

  @Test
  void a_value_of_another_kind_is_named_with_what_is_expected() {
    note("{\"text\":7}").field("text").says("must be a text, not 7");
    note("{\"text\":true}").field("text").says("must be a text");
    note("{\"text\":{\"a\":1}}").field("text").says("must be a text, not an object");
    note("{\"text\":\"a\",\"under\":3}").field("under").says("must be a text");
    command("RecordAttendance", "{\"people\":\"Ann\"}").field("people").says("must be a list");
    command("RecordAttendance", "{\"people\":[\"Ann\",null]}")
        .field("people[1]")
        .says("must not be null");
    command("CorrectTicketCount", "{\"entry\":\"e1\",\"count\":1.5}")
        .field("count")
        .says("whole number");
    command("CorrectTicketCount", "{\"entry\":\"e1\",\"count\":\"1\"}")
        .field("count")
        .says("whole number");
    command("CorrectTicketCount", "{\"entry\":\"e1\",\"count\":99999999999}").field("count");
    command("CorrectTicketCount", "{\"entry\":\"e1\",\"count\":null}").field("count");
    command("RemoveSection", "{\"section\":\"e1\",\"takeAlong\":\"yes\"}")
        .field("takeAlong")
        .says("true or false");
    command("AssignDuty", "{\"slot\":\"someday\"}").field("slot").says("thisWeek, nextWeek");
    command("AssignDuty", "{\"slot\":0}").field("slot").says("thisWeek, nextWeek");
    command("ScheduleRelease", "{\"plan\":\"9.0.3\"}").field("plan").says("must be an object");
  }

  @Test
  void a_value_that_is_none_is_named_with_its_own_message() {
    note("{\"text\":\"a\",\"under\":\"x9\"}").field("under").says("e12", "'x9'");
    note("{\"text\":\"a\",\"form\":\"circle\"}").field("form").says("bullet");
    command("RecordAttendance", "{\"people\":[\"Ann\",\" \"]}")
        .field("people[1]")
        .says("1 to 200 characters");
    command("AssignAction", "{\"owners\":[\"A\"],\"text\":\"a\",\"tickets\":[\"AB-1\",\"nope\"]}")
        .field("tickets[1]")
        .says("ABC-123");
    command("CorrectTicketCount", "{\"entry\":\"e1\",\"count\":1,\"stated\":\"many\"}")
        .field("stated")
        .says("+4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2020-02-30\"",
        "\"2020-13-01\"",
        "\"4 May\"",
        "\"2020-5-4\"",
        "\"\"",
        "\"+12020-01-01\"",
        "\"2020-05-04T10:00:00Z\"",
        "18000",
        "[2020,5,4]",
        "{}"
      })
  void a_date_that_is_none_is_named(String day) {
    command("Reschedule", "{\"date\":" + day + "}")
        .field("date")
        .says("a day that exists, written YYYY-MM-DD");
  }

  @ParameterizedTest
  @CsvSource({
    "/meetings/weekly/2020-02-30, day, YYYY-MM-DD",
    "/meetings/weekly/monday, day, YYYY-MM-DD",
    "/meetings/weekly/2020-05-04-0, day, YYYY-MM-DD",
    "/meetings/Weekly/2020-05-04, series, lower-case",
    "/meetings/we%20ekly/2020-05-04, series, lower-case"
  })
  void a_meeting_that_can_be_none_is_a_400(String path, String field, String says) {
    assertProblem(server.postJson(path + "/commands/AddNote", "{\"text\":\"a\"}"))
        .is(ProblemKind.MALFORMED)
        .field(field)
        .says(says);
    assertProblem(server.send(markdown(server.request(path + "/minutes"), new byte[0])))
        .is(ProblemKind.MALFORMED)
        .field(field);
  }

  @Test
  void a_list_names_the_element_and_its_field() {
    list("{}").field("commands");
    list("[]").field("commands");
    list("[3]").field("commands[0]");
    list("[{\"text\":\"a\"}]").field("commands[0].command").says("is missing");
    list("[{\"command\":7}]").field("commands[0].command");
    list("[{\"command\":\"AddNote\",\"as\":\"$x\",\"text\":\"a\"}]").field("commands[0].as");
    list("""
    [{"command":"AddNote","as":"x","text":"a"},{"command":"AddNote","as":"x","text":"a"}]
    """)
        .field("commands[1].as")
        .says("twice");
    list("""
    [{"command":"AddNote","text":"a"},{"command":"AddNote","text":"a"},
     {"command":"AssignAction","owners":[""],"text":"a"}]
    """)
        .field("commands[2].owners[0]");
    list("[{\"command\":\"AddNote\",\"text\":\"a\",\"text\":\"b\"}]").field("commands[0].text");
  }

  @Test
  void a_bomb_of_nested_json_is_refused() {
    note("{\"text\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}").says("nested too deeply");
    note("{\"text\":".repeat(50_000)).says("nested too deeply");
    note("{\"" + "n".repeat(50_000) + "\":1}").says("too long");
    note("{\"text\":" + "9".repeat(50_000) + "}").says("too long");
  }

  @Test
  void half_a_character_is_refused() {
    note("{\"text\":\"a\\ud800b\"}").field("text").says("half a character");
    list("[{\"command\":\"RecordAttendance\",\"people\":[\"\\udc00\"]}]")
        .field("commands[0].people[0]");
  }

  @Test
  void bytes_that_are_not_utf8_are_located() {
    byte[] latin1 =
        "# Title\n\n- Zo\u00eb\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertProblem(server.send(markdown(server.request(MEETING + "/minutes"), latin1)))
        .is(ProblemKind.MALFORMED)
        .says("0xEB", "offset 13", "line 3");
    byte[] cut = {'a', (byte) 0xE2, (byte) 0x82};
    assertProblem(server.send(markdown(server.request(MEETING + "/minutes"), cut)))
        .is(ProblemKind.MALFORMED)
        .says("0xE2", "offset 1", "line 1");
    HttpRequest.Builder request =
        server
            .request(MEETING + "/commands/AddNote")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'{', (byte) 0xC0, '}'}));
    assertProblem(server.send(request)).is(ProblemKind.MALFORMED).says("not UTF-8", "offset 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7", "\"x\"", "W/\"7\"", "\"-1\"", "\"7\", \"8\"", "\"07\"", "\"\"", "**"})
  void a_version_to_match_that_is_none_is_a_400(String ifMatch) {
    assertProblem(
            server.send(
                json(server.request(MEETING + "/commands/AddNote"), "{\"text\":\"a\"}")
                    .header("If-Match", ifMatch)))
        .is(ProblemKind.MALFORMED)
        .field("If-Match")
        .says("\"7\"");
  }

  @Test
  void preconditions_that_cannot_be_meant_are_a_400() {
    HttpRequest.Builder both =
        json(server.request(MEETING + "/commands/AddNote"), "{\"text\":\"a\"}")
            .header("If-Match", "*")
            .header("If-None-Match", "*");
    assertProblem(server.send(both)).is(ProblemKind.MALFORMED);
    HttpRequest.Builder notThis =
        json(server.request(MEETING + "/commands/AddNote"), "{\"text\":\"a\"}")
            .header("If-None-Match", "\"7\"");
    assertProblem(server.send(notThis)).is(ProblemKind.MALFORMED).field("If-None-Match");
  }

  @Test
  void an_idempotency_key_that_is_none_is_a_400() {
    for (String key : new String[] {"", "two words", "x".repeat(256)}) {
      HttpResponse<String> response =
          server.send(
              json(server.request(MEETING + "/commands/AddNote"), "{\"text\":\"a\"}")
                  .header("Idempotency-Key", key));
      assertProblem(response).is(ProblemKind.MALFORMED).field("Idempotency-Key");
    }
    HttpRequest.Builder two =
        json(server.request(MEETING + "/commands/AddNote"), "{\"text\":\"a\"}")
            .header("Idempotency-Key", "a")
            .header("Idempotency-Key", "b");
    assertProblem(server.send(two)).is(ProblemKind.MALFORMED).field("Idempotency-Key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?dryrun=true", "?dryRun=maybe", "?dryRun=true&dryRun=false", "?dryRun"})
  void a_query_that_is_misspelt_stores_nothing(String query) {
    assertProblem(
            server.send(
                markdown(server.request(MEETING + "/minutes" + query), "# A".getBytes(UTF_8))))
        .is(ProblemKind.MALFORMED);
  }

  @Test
  void another_content_type_is_a_415() {
    for (String type :
        new String[] {"text/plain", "application/json; charset=iso-8859-1", "text/markdown", "x"}) {
      HttpRequest.Builder request =
          server
              .request(MEETING + "/commands/AddNote")
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"a\"}"));
      assertProblem(server.send(request)).is(ProblemKind.UNSUPPORTED_MEDIA_TYPE);
    }
    HttpRequest.Builder none =
        server
            .request(MEETING + "/commands/AddNote")
            .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"a\"}"));
    assertProblem(server.send(none)).is(ProblemKind.UNSUPPORTED_MEDIA_TYPE);
    HttpRequest.Builder form =
        server
            .request(MEETING + "/minutes")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .PUT(HttpRequest.BodyPublishers.ofString("dryRun=true"));
    assertProblem(server.send(form)).is(ProblemKind.UNSUPPORTED_MEDIA_TYPE);
    HttpRequest.Builder charset =
        server
            .request(MEETING + "/minutes")
            .header("Content-Type", "text/markdown; charset=utf-16")
            .PUT(HttpRequest.BodyPublishers.ofString("# A"));
    assertProblem(server.send(charset))
        .is(ProblemKind.UNSUPPORTED_MEDIA_TYPE)
        .field("Content-Type");
    HttpRequest.Builder packed =
        markdown(server.request(MEETING + "/minutes"), new byte[] {31, 11})
            .header("Content-Encoding", "gzip");
    assertProblem(server.send(packed))
        .is(ProblemKind.UNSUPPORTED_MEDIA_TYPE)
        .field("Content-Encoding");
  }

  @Test
  void an_answer_that_is_not_acceptable_is_a_406_before_anything_is_done() {
    HttpRequest.Builder request =
        json(server.request(MEETING + "/commands/AddNote"), "{\"text\":\"a\"}")
            .header("Accept", "text/html");
    assertProblem(server.send(request)).is(ProblemKind.NOT_ACCEPTABLE).field("Accept");
  }

  @Test
  void another_method_is_a_405_that_says_which_are_possible() {
    HttpResponse<String> get = server.send(server.request(MEETING + "/minutes").GET());
    assertProblem(get).is(ProblemKind.METHOD_NOT_ALLOWED).says("PUT");
    assertThat(header(get, "Allow")).contains("PUT");
    HttpResponse<String> delete = server.send(server.request(MEETING + "/commands").DELETE());
    assertProblem(delete).is(ProblemKind.METHOD_NOT_ALLOWED);
    assertThat(header(delete, "Allow")).contains("POST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/graphql",
        "/error",
        "/actuator",
        "/actuator/env",
        "/meetings/weekly",
        "/series/weekly/commands/",
        "/meetings/weekly/2020-05-04/commands/AddNote/"
      })
  void an_unknown_path_is_a_404(String path) {
    assertProblem(server.postJson(path, "{}")).is(ProblemKind.UNKNOWN_PATH).says("/v3/api-docs");
  }

  @Test
  void a_path_that_the_firewall_rejects_is_a_400() {
    assertProblem(server.postJson("/meetings//weekly/commands", "{}")).is(ProblemKind.MALFORMED);
    assertProblem(server.postJson("/meetings/a;b=c/2020-05-04/commands", "{}"))
        .is(ProblemKind.MALFORMED);
    assertProblem(server.postJson("/meetings/a%2Fb/2020-05-04/commands", "{}"))
        .is(ProblemKind.MALFORMED);
  }

  @Test
  void a_reason_is_a_short_text() {
    for (String reason :
        new String[] {"", "%20%0A", "a".repeat(1001), "a%07", "%C3%28", "%ZZ", "a&reason=b"}) {
      String path = MEETING + "/commands/PublishMinutes?reason=" + reason;
      assertProblem(server.postJson(path.replace("%ZZ", "%EF%BF%BD"), "{}"))
          .is(ProblemKind.MALFORMED);
    }
    assertProblem(server.postJson(MEETING + "/commands/PublishMinutes?reason=", "{}"))
        .is(ProblemKind.MALFORMED)
        .field("reason")
        .says("1 to 1,000 characters");
  }

  @Test
  void a_flag_is_true_or_false_and_belongs_to_its_request() {
    assertProblem(
            server.send(
                markdown(
                    server.request(MEETING + "/minutes?reinstate=yes"), "# A".getBytes(UTF_8))))
        .is(ProblemKind.MALFORMED)
        .field("reinstate");
    assertProblem(server.postJson(MEETING + "/commands/ReinstateMeeting?reinstate=true", "{}"))
        .is(ProblemKind.MALFORMED)
        .field("reinstate");
  }

  @Test
  void a_proposal_is_asked_for_a_day_that_exists_and_for_minutes_that_have_not_begun() {
    assertProblem(server.send(server.request("/meetings/weekly/2020-02-30/proposal").GET()))
        .is(ProblemKind.MALFORMED)
        .field("day");
    assertProblem(server.send(server.request("/meetings/weekly/2020-02-03/proposal").GET()))
        .is(ProblemKind.CONFLICT);
    assertProblem(server.send(server.request("/meetings/weekly/2020-05-04/proposal?a=b").GET()))
        .is(ProblemKind.MALFORMED)
        .field("a");
  }
}
