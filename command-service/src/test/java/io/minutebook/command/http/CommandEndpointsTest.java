package io.minutebook.command.http;

import static io.minutebook.command.http.ApiServer.body;
import static io.minutebook.command.http.ApiServer.header;
import static io.minutebook.command.http.ApiServer.json;
import static io.minutebook.command.http.ApiServer.markdown;
import static io.minutebook.command.http.ProblemAssert.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.Context;
import io.minutebook.command.Expected;
import io.minutebook.command.Request;
import io.minutebook.command.meeting.EntryRef;
import io.minutebook.command.meeting.MeetingCommand.AddNote;
import io.minutebook.command.meeting.MeetingCommand.AssignAction;
import io.minutebook.command.meeting.MeetingCommand.RescheduleAction;
import io.minutebook.command.meeting.MeetingCommand.ScheduleMeeting;
import io.minutebook.command.meeting.NamedCommand;
import io.minutebook.command.series.SeriesCommand.CreateSeries;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CommandEndpointsTest {

  private final ApiServer server = ApiServer.shared();
  private final String slug = "s" + UUID.randomUUID();
  private final String meeting = "/meetings/" + slug + "/2020-05-04";
  private final String key = UUID.randomUUID().toString();

  private HttpResponse<String> schedule() {
    return server.postJson(meeting + "/commands/ScheduleMeeting", "{\"title\":\"Weekly\"}");
  }

  @Test
  void a_command_for_a_series_that_is_new_is_answered_as_created() {
    HttpResponse<String> response =
        server.send(
            json(server.request("/series/" + slug + "/commands/CreateSeries"), "{\"name\":\"Üb\"}")
                .header("Idempotency-Key", key));

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(header(response, "Location")).isEqualTo("/series/" + slug);
    assertThat(header(response, "ETag")).isEqualTo("\"0\"");
    assertThat(header(response, "Minutebook-Token")).isEqualTo("series/" + slug + "@0");
    assertThat(header(response, "Idempotency-Key")).isEqualTo(key);
    assertThat(header(response, "Content-Type")).isEqualTo("application/json");
    JsonNode answer = body(response);
    assertThat(answer.required("stream").stringValue()).isEqualTo("series/" + slug);
    assertThat(answer.required("version").longValue()).isZero();
    assertThat(answer.required("events").toString()).isEqualTo("[\"series/" + slug + "@0\"]");
    assertThat(answer.required("token").stringValue()).isEqualTo("series/" + slug + "@0");
    assertThat(answer.has("commands")).isFalse();

    Request.ForSeries asked = (Request.ForSeries) server.decisions().under(key);
    assertThat(asked.series()).isEqualTo(new SeriesId(slug));
    assertThat(asked.command()).isEqualTo(new CreateSeries("Üb"));
    assertThat(asked.context().actor()).isEqualTo("sue");
  }

  @Test
  void a_command_for_a_meeting_is_read_into_its_record() {
    assertThat(schedule().statusCode()).isEqualTo(201);

    HttpResponse<String> response =
        server.send(
            json(
                    server.request(meeting + "/commands/AssignAction"),
                    """
                    {"under": "e3", "owners": ["BrianL", "Mat"], "text": "Fix it",
                     "tickets": ["SOFTWARE-3951"], "due": "2020-02-29"}
                    """)
                .header("Idempotency-Key", key)
                .header("If-Match", "\"0\""));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(header(response, "ETag")).isEqualTo("\"1\"");
    assertThat(header(response, "Location")).isEmpty();
    Request.ForMeeting asked = (Request.ForMeeting) server.decisions().under(key);
    assertThat(asked.meeting()).isEqualTo(MeetingId.parse(slug + "/2020-05-04"));
    assertThat(asked.list()).isFalse();
    assertThat(asked.expected()).isEqualTo(new Expected.Version(0));
    assertThat(asked.commands())
        .containsExactly(
            new NamedCommand(
                null,
                new AssignAction(
                    new EntryRef("e3"),
                    null,
                    null,
                    null,
                    List.of(new PersonLabel("BrianL"), new PersonLabel("Mat")),
                    "Fix it",
                    List.of(new Ticket("SOFTWARE-3951")),
                    LocalDate.of(2020, 2, 29))));
  }

  @Test
  void a_field_that_may_be_absent_may_be_null_as_well() {
    schedule();
    HttpResponse<String> response =
        server.send(
            json(
                    server.request(meeting + "/commands/RescheduleAction"),
                    "{\"action\":\"e1\",\"due\":null}")
                .header("Idempotency-Key", key));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(((Request.ForMeeting) server.decisions().under(key)).commands().getFirst().command())
        .isEqualTo(new RescheduleAction(new EntryRef("e1"), null));
  }

  @Test
  void a_list_of_commands_is_one_request_whose_commands_have_names() {
    HttpResponse<String> response =
        server.send(
            json(
                    server.request("/meetings/" + slug + "/2020-05-04-2/commands"),
                    """
                    [{"command": "ScheduleMeeting", "title": "Weekly"},
                     {"as": "x", "text": "One", "command": "AddNote"},
                     {"command": "AddNote", "under": "$x", "text": "Two"}]
                    """)
                .header("Idempotency-Key", key)
                .header("If-None-Match", "*"));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    assertThat(header(response, "Location"))
        .isEqualTo("/meetings/" + slug + "/2020-05-04-2/minutes");
    Request.ForMeeting asked = (Request.ForMeeting) server.decisions().under(key);
    assertThat(asked.list()).isTrue();
    assertThat(asked.meeting().number()).isEqualTo(2);
    assertThat(asked.expected()).isEqualTo(new Expected.Absent());
    assertThat(asked.commands())
        .containsExactly(
            new NamedCommand(null, new ScheduleMeeting("Weekly")),
            new NamedCommand("x", new AddNote(null, null, null, null, "One")),
            new NamedCommand(null, new AddNote(new EntryRef("$x"), null, null, null, "Two")));
  }

  @Test
  void a_document_arrives_as_it_was_sent_to_the_last_character() {
    String document = "\uFEFF# Title\r\n\r\n- Zoë 日本 😀\t \n";

    HttpResponse<String> response =
        server.send(
            markdown(server.request(meeting + "/minutes"), document.getBytes(UTF_8))
                .header("Idempotency-Key", key));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    Request.ForDocument asked = (Request.ForDocument) server.decisions().under(key);
    assertThat(asked.markdown()).isEqualTo(document);
    assertThat(asked.dryRun()).isFalse();
    assertThat(asked.expected()).isEqualTo(new Expected.Unstated());
    assertThat(body(response).has("summary")).isFalse();
  }

  @Test
  void a_dry_run_lists_commands_that_can_be_sent_as_they_are() {
    HttpResponse<String> tried =
        server.send(
            markdown(server.request(meeting + "/minutes?dryRun=true"), "# T".getBytes(UTF_8)));

    assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
    assertThat(header(tried, "ETag")).isEmpty();
    assertThat(header(tried, "Minutebook-Token")).isEmpty();
    JsonNode answer = body(tried);
    assertThat(answer.required("version").longValue()).isEqualTo(-1);
    assertThat(answer.has("token")).isFalse();
    assertThat(answer.required("commands").toString())
        .isEqualTo(
            "[{\"command\":\"ScheduleMeeting\",\"title\":\"A title\"},"
                + "{\"command\":\"AddNote\",\"as\":\"x\",\"text\":\"# T\"}]");

    HttpResponse<String> sent =
        server.postJson(meeting + "/commands", answer.required("commands").toString());
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
  }

  @Test
  void what_is_refused_behind_the_seam_comes_out_with_its_status_and_field() {
    assertProblem(server.postJson(meeting + "/commands/AddNote", "{\"text\":\"x\"}"))
        .is(ProblemKind.NOT_FOUND)
        .says("does not exist");
    schedule();
    assertProblem(schedule()).is(ProblemKind.CONFLICT);
    assertProblem(
            server.send(
                json(server.request(meeting + "/commands/AddNote"), "{\"text\":\"x\"}")
                    .header("If-Match", "\"99\"")))
        .is(ProblemKind.STALE);
    assertProblem(server.send(markdown(server.request(meeting + "/minutes"), new byte[0])))
        .is(ProblemKind.PRECONDITION_REQUIRED)
        .field("If-Match");
    assertThat(
            server
                .send(
                    markdown(server.request(meeting + "/minutes"), new byte[0])
                        .header("If-Match", "*"))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void the_same_request_with_the_same_key_gets_the_first_answer_and_another_one_a_422() {
    schedule();
    HttpResponse<String> first = note("One");
    HttpResponse<String> again = note("One");

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(header(again, "ETag")).isEqualTo(header(first, "ETag"));
    assertProblem(note("Two")).is(ProblemKind.INVALID).field("Idempotency-Key");
  }

  private HttpResponse<String> note(String text) {
    return server.send(
        json(server.request(meeting + "/commands/AddNote"), "{\"text\":\"" + text + "\"}")
            .header("Idempotency-Key", key));
  }

  @Test
  void a_key_is_made_when_none_is_sent_and_a_refusal_carries_it_too() {
    assertThat(UUID.fromString(header(schedule(), "Idempotency-Key"))).isNotNull();
    assertThat(UUID.fromString(header(schedule(), "Idempotency-Key"))).isNotNull();
    HttpResponse<String> unknown = server.postJson(meeting + "/commands/Nonsense", "{}");
    assertThat(UUID.fromString(header(unknown, "Idempotency-Key"))).isNotNull();
  }

  @Test
  void an_unsettled_outcome_is_a_503_that_says_that_the_key_may_be_repeated() {
    HttpResponse<String> response =
        server.send(
            json(server.request(meeting + "/commands/ScheduleMeeting"), "{\"title\":\"x\"}")
                .header("Idempotency-Key", "unsettled"));

    assertProblem(response).is(ProblemKind.UNSETTLED).says("same Idempotency-Key", "safe");
    assertThat(header(response, "Retry-After")).matches("\\d+");
    assertThat(header(response, "Idempotency-Key")).isEqualTo("unsettled");
  }

  @Test
  void a_fault_of_the_service_shows_nothing_of_its_inside() {
    HttpResponse<String> response =
        server.send(
            json(server.request(meeting + "/commands/ScheduleMeeting"), "{\"title\":\"x\"}")
                .header("Idempotency-Key", "broken"));

    assertProblem(response).is(ProblemKind.INTERNAL);
    assertThat(response.body()).doesNotContain("swordfish", "Exception", "io.minutebook");
  }

  @Test
  void the_fingerprint_holds_what_bears_on_the_outcome_and_nothing_else() {
    String first = fingerprint(markdownWith("# A", meeting + "/minutes"));

    assertThat(fingerprint(markdownWith("# A", meeting + "/minutes"))).isEqualTo(first);
    assertThat(
            fingerprint(
                markdownWith("# A", meeting + "/minutes").header("Minutebook-Correlation", "c")))
        .isEqualTo(first);
    assertThat(
            List.of(
                fingerprint(markdownWith("# B", meeting + "/minutes")),
                fingerprint(markdownWith("# A", meeting + "-2/minutes")),
                fingerprint(markdownWith("# A", meeting + "/minutes?dryRun=true")),
                fingerprint(markdownWith("# A", meeting + "/minutes?reinstate=true")),
                fingerprint(markdownWith("# A", meeting + "/minutes?reason=a")),
                fingerprint(markdownWith("# A", meeting + "/minutes?reason=b")),
                fingerprint(markdownWith("# A", meeting + "/minutes").header("If-None-Match", "*")),
                fingerprint(markdownWith("# A", meeting + "/minutes").header("If-Match", "*")),
                fingerprint(
                    markdownWith("# A", meeting + "/minutes")
                        .header("Minutebook-On-Behalf-Of", "Bob")),
                fingerprint(
                    markdownWith("# A", meeting + "/minutes")
                        .header("Minutebook-Occurred-At", "2020-05-04T18:30:00Z"))))
        .doesNotContain(first)
        .doesNotHaveDuplicates();
  }

  private HttpRequest.Builder markdownWith(String text, String path) {
    return markdown(server.admin(path), text.getBytes(UTF_8));
  }

  private String fingerprint(HttpRequest.Builder request) {
    String fresh = UUID.randomUUID().toString();
    server.send(request.header("Idempotency-Key", fresh));
    return server.decisions().under(fresh).context().fingerprint();
  }

  @Test
  void an_admin_may_say_when_it_happened_and_for_whom() {
    server.send(
        markdownWith("# A", meeting + "/minutes")
            .header("Idempotency-Key", key)
            .header("Minutebook-Occurred-At", "2020-05-04T18:30:00+02:00")
            .header("Minutebook-On-Behalf-Of", "Ren%C3%A9 50%25 + Co <r@example.org>")
            .header("Minutebook-Correlation", "import-7")
            .header("Minutebook-Provenance", "file=B%C3%BCro+1%2C2020-05-04.md, revision=abc"));

    Context context = server.decisions().under(key).context();
    assertThat(context.actor()).isEqualTo("ada");
    assertThat(context.occurredAt()).isEqualTo(Instant.parse("2020-05-04T16:30:00Z"));
    assertThat(context.onBehalfOf()).isEqualTo("René 50% + Co <r@example.org>");
    assertThat(context.correlation()).isEqualTo("import-7");
    assertThat(context.provenance())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("file", "Büro+1,2020-05-04.md", "revision", "abc"));
  }

  @Test
  void every_writing_request_may_say_why() {
    String why = "?reason=Caf%C3%A9%0Aclosed+%26%20moved";
    List<HttpRequest.Builder> requests =
        List.of(
            markdownWith("# A", meeting + "/minutes" + why),
            json(server.request(meeting + "/commands/PublishMinutes" + why), "{}"),
            json(server.request(meeting + "/commands" + why), "[{\"command\":\"PublishMinutes\"}]"),
            json(server.request("/series/weekly/commands/RenameSeries" + why), "{\"name\":\"W\"}"));
    for (HttpRequest.Builder request : requests) {
      String fresh = UUID.randomUUID().toString();
      server.send(request.header("Idempotency-Key", fresh));
      assertThat(server.decisions().under(fresh).context().reason())
          .isEqualTo("Café\nclosed & moved");
    }
  }

  @Test
  void a_document_may_say_that_its_meeting_takes_place_after_all() {
    server.send(
        markdownWith("# A", meeting + "/minutes?reinstate=true").header("Idempotency-Key", key));
    assertThat(server.decisions().under(key))
        .isInstanceOfSatisfying(
            Request.ForDocument.class, asked -> assertThat(asked.reinstate()).isTrue());
  }

  @Test
  void a_proposal_says_how_minutes_would_begin() {
    HttpResponse<String> response =
        server.send(server.request("/meetings/weekly/2020-05-04-2/proposal").GET());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(ApiServer.body(response).toString())
        .isEqualTo(
            "{\"meeting\":\"weekly/2020-05-04-2\",\"title\":\"A title\","
                + "\"document\":\"# A title\\n\",\"previous\":\"weekly/2020-04-27\","
                + "\"actions\":[{\"address\":\"weekly/2020-04-27#e7\","
                + "\"root\":\"weekly/2020-04-27#e7\",\"owners\":[\"Bo\"],"
                + "\"text\":\"Mend the net\",\"status\":\"OPEN\","
                + "\"since\":\"2020-04-27\",\"carried\":0}]}");
  }

  @Test
  void requests_are_handled_on_virtual_threads() {
    schedule();
    assertThat(server.decisions().wasOnVirtualThread()).isTrue();
  }
}
