package io.minutebook.command.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.minutebook.command.Context;
import io.minutebook.command.Expected;
import io.minutebook.command.Outcome;
import io.minutebook.command.Refusal;
import io.minutebook.command.Request;
import io.minutebook.command.eventstore.CommitStore;
import io.minutebook.command.eventstore.StoredMinutes;
import io.minutebook.command.meeting.EntryRef;
import io.minutebook.command.meeting.MeetingCommand;
import io.minutebook.command.meeting.MeetingCommand.CancelMeeting;
import io.minutebook.command.meeting.MeetingCommand.CarryOverAction;
import io.minutebook.command.meeting.MeetingCommand.CompleteAction;
import io.minutebook.command.meeting.MeetingCommand.ScheduleMeeting;
import io.minutebook.command.meeting.NamedCommand;
import io.minutebook.command.meeting.Proposal;
import io.minutebook.command.series.SeriesCommand;
import io.minutebook.command.series.SeriesCommand.CreateSeries;
import io.minutebook.command.series.SeriesCommand.SetTemplate;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingEvent.ActionCarriedOver;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.log.EventCodec;
import io.minutebook.minutes.Minutes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is carried over is read from the earlier meetings' commits before the decision. */
class CarryOverFactsTest {

  private static final SeriesId WEEKLY = new SeriesId("weekly");
  private static final String DOCUMENT =
      "# Weekly\n\n## Pier\n\n-   AI (Bo): Mend the long net behind the shed\n";

  @SuppressWarnings("NullAway.Init")
  private MongoServer server;

  @SuppressWarnings("NullAway.Init")
  private MongoClient client;

  @SuppressWarnings("NullAway.Init")
  private CommitStore store;

  @SuppressWarnings("NullAway.Init")
  private CommandSide side;

  @SuppressWarnings("NullAway.Init")
  private StoredMinutes stored;

  @BeforeEach
  void start() {
    server = new MongoServer(new MemoryBackend());
    server.bind();
    client =
        MongoClients.create(
            "mongodb://127.0.0.1:%d/?directConnection=true&retryWrites=false"
                .formatted(server.getLocalAddress().getPort()));
    store = new CommitStore(client.getDatabase("test"), Duration.ofSeconds(10));
    side = CommandSide.start(store, Clock.systemUTC(), 100, commit -> {});
    stored = new StoredMinutes(store, new EventCodec(), 2);
    asks(new CreateSeries("Weekly"));
  }

  @AfterEach
  void stop() {
    side.close();
    client.close();
    server.shutdownNow();
  }

  private static Context context() {
    String key = UUID.randomUUID().toString();
    return new Context("ada", null, null, key, key, null, null, Map.of());
  }

  private void asks(SeriesCommand command) {
    side.decisions()
        .decide(new Request.ForSeries(WEEKLY, command, new Expected.Unstated(), context()));
  }

  private Outcome asks(String day, MeetingCommand command) {
    return side.decisions()
        .decide(
            new Request.ForMeeting(
                meeting(day),
                List.of(new NamedCommand(null, command)),
                false,
                new Expected.Unstated(),
                context()));
  }

  private Outcome puts(String day, String document) {
    return side.decisions()
        .decide(
            new Request.ForDocument(
                meeting(day), document, false, true, new Expected.Existing(), context()));
  }

  private Outcome begins(String day, String document) {
    return side.decisions()
        .decide(
            new Request.ForDocument(
                meeting(day), document, false, false, new Expected.Absent(), context()));
  }

  private static MeetingId meeting(String day) {
    return MeetingId.of(WEEKLY, day);
  }

  private List<String> carried(String day) {
    EventCodec codec = new EventCodec();
    return store.load(meeting(day).stream(), 0).stream()
        .flatMap(commit -> codec.recorded(commit).stream())
        .filter(recorded -> recorded.event() instanceof ActionCarriedOver)
        .map(recorded -> (ActionCarriedOver) recorded.event())
        .map(event -> event.entry() + " from " + event.from() + " since " + event.root())
        .toList();
  }

  private @Nullable MeetingId previous(String day) {
    return stored.previous(meeting(day)).map(Minutes::meeting).orElse(null);
  }

  @Test
  void from_document_to_document_an_action_keeps_its_identity() {
    begins("2026-03-02", DOCUMENT);
    begins("2026-03-09", DOCUMENT);
    begins("2026-03-16", "# Weekly\n");
    puts("2026-03-16", DOCUMENT);

    assertThat(carried("2026-03-02")).isEmpty();
    assertThat(carried("2026-03-09"))
        .containsExactly("e3 from weekly/2026-03-02#e3 since weekly/2026-03-02#e3");
    assertThat(carried("2026-03-16"))
        .containsExactly("e3 from weekly/2026-03-09#e3 since weekly/2026-03-02#e3");
  }

  @Test
  void a_cancelled_meeting_and_another_series_are_passed_over() {
    SeriesId other = new SeriesId("weekly-2");
    side.decisions()
        .decide(
            new Request.ForSeries(
                other, new CreateSeries("Other"), new Expected.Unstated(), context()));
    side.decisions()
        .decide(
            new Request.ForDocument(
                MeetingId.of(other, "2026-03-08"),
                DOCUMENT,
                false,
                false,
                new Expected.Absent(),
                context()));
    assertThat(previous("2026-03-09")).isNull();

    begins("2026-03-02", DOCUMENT);
    begins("2026-03-04", DOCUMENT);
    asks("2026-03-04", new CancelMeeting("a storm"));
    assertThat(previous("2026-03-09")).isEqualTo(meeting("2026-03-02"));
    begins("2026-03-09", DOCUMENT);
    assertThat(carried("2026-03-09"))
        .containsExactly("e3 from weekly/2026-03-02#e3 since weekly/2026-03-02#e3");

    puts("2026-03-04", DOCUMENT);
    assertThat(previous("2026-03-09")).isEqualTo(meeting("2026-03-04"));
  }

  @Test
  void of_several_meetings_of_a_day_each_follows_the_one_before_it() {
    for (String day : List.of("2026-03-02", "2026-03-02-2", "2026-03-02-9", "2026-03-02-10")) {
      begins(day, DOCUMENT);
    }
    assertThat(previous("2026-03-02")).isNull();
    assertThat(previous("2026-03-02-2")).isEqualTo(meeting("2026-03-02"));
    assertThat(previous("2026-03-02-10")).isEqualTo(meeting("2026-03-02-9"));
    assertThat(previous("2026-03-02-11")).isEqualTo(meeting("2026-03-02-10"));
    assertThat(previous("2026-03-03")).isEqualTo(meeting("2026-03-02-10"));
  }

  @Test
  void minutes_that_were_read_before_are_read_on() {
    begins("2026-03-02", DOCUMENT);
    assertThat(stored.minutes(meeting("2026-03-02")).orElseThrow().outline().size()).isEqualTo(3);
    puts("2026-03-02", DOCUMENT + "-   A note\n");
    assertThat(stored.minutes(meeting("2026-03-02")).orElseThrow().outline().size()).isEqualTo(4);
    assertThat(stored.minutes(meeting("2026-03-09"))).isEmpty();
    assertThat(stored.series(WEEKLY).name()).isEqualTo("Weekly");
  }

  @Test
  void by_command_an_action_of_any_earlier_meeting_is_carried_over_while_it_is_open() {
    begins("2026-03-02", DOCUMENT);
    begins("2026-03-09", "# Weekly\n");
    asks("2026-03-16", new ScheduleMeeting("Weekly"));
    CarryOverAction carry =
        new CarryOverAction(
            null, null, null, null, EntryAddress.parse("weekly/2026-03-02#e3"), null, null, null);
    asks("2026-03-16", carry);
    assertThat(carried("2026-03-16"))
        .containsExactly("e3 from weekly/2026-03-02#e3 since weekly/2026-03-02#e3");

    asks("2026-03-02", new CompleteAction(new EntryRef("e3"), null));
    assertThatThrownBy(() -> asks("2026-03-09", carry))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("action"));
  }

  @Test
  void what_is_proposed_can_be_confirmed() {
    asks(new SetTemplate("# Weekly of {date}\n\n## Pier\n"));
    begins("2026-03-02", DOCUMENT);
    begins("2026-03-09", DOCUMENT);

    Proposal proposal = side.proposals().propose(meeting("2026-03-16"));
    assertThat(proposal.document()).isEqualTo("# Weekly of 2026-03-16\n\n## Pier\n");
    assertThat(proposal.actions())
        .singleElement()
        .extracting(Proposal.OpenAction::carried, Proposal.OpenAction::since)
        .containsExactly(1, meeting("2026-03-02").date());

    EntryAddress action = proposal.actions().getFirst().address();
    Outcome outcome = asks("2026-03-16", new ScheduleMeeting(null, true, List.of(action)));
    assertThat(outcome.entries()).containsExactly("e1", "e2", "e3");
    assertThat(carried("2026-03-16"))
        .containsExactly("e3 from weekly/2026-03-09#e3 since weekly/2026-03-02#e3");
  }

  @Test
  void nothing_is_proposed_for_minutes_that_have_begun_or_without_a_series() {
    begins("2026-03-02", DOCUMENT);
    assertThatThrownBy(() -> side.proposals().propose(meeting("2026-03-02")))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT));
    assertThatThrownBy(() -> side.proposals().propose(MeetingId.parse("none/2026-03-02")))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("series"));
  }
}
