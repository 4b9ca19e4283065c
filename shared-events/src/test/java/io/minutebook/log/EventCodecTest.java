package io.minutebook.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.event.EntryId;
import io.minutebook.event.Event;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent.ActionAssigned;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Place;
import io.minutebook.event.Ticket;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class EventCodecTest {

  private static final Event ACTION =
      new ActionAssigned(
          new EntryId(7),
          new Place(new EntryId(3), null),
          Form.BULLET,
          List.of(new PersonLabel("BrianL")),
          "Look at SOFTWARE-1",
          List.of(new Ticket("SOFTWARE-1")),
          LocalDate.of(2020, 5, 4),
          null);
  private static final Meta META =
      new Meta("anna", "brian", "AssignAction", null, null, null, Map.of("revision", "abc"));

  private final EventCodec codec = new EventCodec();

  @Test
  void an_event_is_canonical_json_of_data_meta_and_type_without_what_is_not_there() {
    assertThat(new String(codec.encode(ACTION, META), UTF_8))
        .isEqualTo(
            "{\"data\":{\"due\":\"2020-05-04\",\"entry\":\"e7\",\"form\":\"bullet\","
                + "\"owners\":[\"BrianL\"],\"place\":{\"under\":\"e3\"},"
                + "\"text\":\"Look at SOFTWARE-1\",\"tickets\":[\"SOFTWARE-1\"]},"
                + "\"meta\":{\"actor\":\"anna\",\"command\":\"AssignAction\","
                + "\"onBehalfOf\":\"brian\",\"provenance\":{\"revision\":\"abc\"}},"
                + "\"type\":\"ActionAssigned.v1\"}");
    assertThat(new String(codec.encode(ACTION, Commits.META), UTF_8))
        .contains("\"meta\":{\"actor\":\"anna\",\"command\":\"RenameSeries\"}");
  }

  static List<Class<?>> types() {
    return AnyEvent.types();
  }

  @ParameterizedTest
  @MethodSource("types")
  void every_event_comes_back_as_it_was_and_in_the_same_bytes(Class<?> type) {
    for (long seed = 0; seed < 200; seed++) {
      Event event = (Event) AnyEvent.of(type, new Random(seed));
      byte[] bytes = codec.encode(event, META);

      EventWithMeta decoded = codec.decode(bytes);
      assertThat(decoded).as("seed %d", seed).isEqualTo(new EventWithMeta(event, META));
      assertThat(codec.encode(decoded.event(), decoded.meta())).isEqualTo(bytes);
      assertThat(CanonicalJson.bytes(JsonMapper.shared().readTree(bytes))).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "nonsense",
        "{'data':{},'meta':{'actor':'a','command':'c'},'type':'Unheard.v1'}",
        "{'data':{'name':'n'},'meta':{'actor':'a','command':'c'},'type':'SeriesRenamed.v2'}",
        "{'data':{'name':'n','more':1},'meta':{'actor':'a','command':'c'},'type':'SeriesRenamed.v1'}",
        "{'data':{'name':'n'},'meta':{'actor':'a','command':'c','x':1},'type':'SeriesRenamed.v1'}",
        "{'data':{'name':'n'},'meta':{'actor':'a','command':'c'},'type':'SeriesRenamed.v1','x':1}",
        "{'data':{},'meta':{'actor':'a','command':'c'},'type':'SeriesRenamed.v1'}",
        "{'data':{'name':'n'},'meta':{'actor':'a'},'type':'SeriesRenamed.v1'}",
        "{'data':{'name':'n'},'type':'SeriesRenamed.v1'}",
        "{'data':{'name':7},'meta':{'actor':'a','command':'c'},'type':'SeriesRenamed.v1'}",
        "{'data':{'name':null},'meta':{'actor':'a','command':'c'},'type':'SeriesRenamed.v1'}",
        "{'data':null,'meta':{'actor':'a','command':'c'},'type':'SeriesRenamed.v1'}",
        "{'data':{'board':'b','states':[null]},'meta':{'actor':'a','command':'c'},'type':'BoardDefined.v1'}",
        "{'data':{'name':'n','name':'m'},'meta':{'actor':'a','command':'c'},'type':'SeriesRenamed.v1'}",
        "{'data':{'name':'n'},'meta':{'actor':'a','command':'c'},'type':'SeriesRenamed.v1'}x",
        "{'data':{'entry':'seven'},'meta':{'actor':'a','command':'c'},'type':'SectionRemoved.v1'}",
        "{'data':{'entry':'e1','person':'p','tentative':'true'},'meta':{'actor':'a','command':'c'},'type':'DutySwapped.v1'}",
        "{'data':{'entry':'e1','person':'p'},'meta':{'actor':'a','command':'c'},'type':'DutySwapped.v1'}",
        "{'data':{'entry':'e1','count':1.5},'meta':{'actor':'a','command':'c'},'type':'TicketCountCorrected.v1'}",
      })
  void what_this_version_does_not_write_is_not_read(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);

    assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(LogFormatException.class);
  }

  @Test
  void the_events_of_a_commit_come_out_in_their_places() {
    Instant occurredAt = Commits.NOON.minusSeconds(60);
    Head head = Commits.of(null, "meeting/weekly/2020-05-04", 5).head();
    Commit commit =
        Commit.following(
            head,
            "meeting/weekly/2020-05-04",
            "c9",
            "f9",
            Commits.NOON,
            occurredAt,
            List.of(codec.encode(ACTION, META), codec.encode(ACTION, META)));

    List<RecordedEvent> recorded = codec.recorded(commit);

    assertThat(recorded).extracting(RecordedEvent::version).containsExactly(5L, 6L);
    assertThat(recorded.getFirst())
        .isEqualTo(
            new RecordedEvent(
                "meeting/weekly/2020-05-04", 5, Commits.NOON, occurredAt, "c9", ACTION, META));
    assertThat(recorded.getLast().id()).isEqualTo("meeting/weekly/2020-05-04@6");
  }

  @Test
  void an_unreadable_event_is_named() {
    Commit commit =
        Commit.following(null, "s", "c", "f", Commits.NOON, null, List.of("{}".getBytes(UTF_8)));

    assertThatThrownBy(() -> codec.recorded(commit))
        .isInstanceOf(LogFormatException.class)
        .hasMessageStartingWith("s@0: ");
  }
}
