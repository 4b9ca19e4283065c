package io.minutebook.benchmark.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.RecordedEvent;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.markdown.MarkdownReader;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.markdown.RoundTrip;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.projection.StreamState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CorpusTest {

  private static final int EVENTS = 50;
  private static final EventCodec CODEC = new EventCodec();

  private final Corpus corpus = new Corpus(7, 230, EVENTS);

  @Test
  @DisplayName("given a corpus, when it is folded as the views do, then every event is accepted")
  void the_fold_accepts_every_event() {
    for (int series = 0; series < corpus.series(); series++) {
      Map<String, StreamState> states = new LinkedHashMap<>();
      for (Commit commit : corpus.commits(series)) {
        StreamState state = states.computeIfAbsent(commit.stream(), StreamState::none);
        int index = 0;
        for (RecordedEvent event : CODEC.recorded(commit)) {
          state = state.apply(event, commit.events().get(index++)).state();
        }
        states.put(commit.stream(), state);
      }
      assertThat(states).hasSize(1 + corpus.meetingsOf(series));
      for (StreamState state : states.values()) {
        if (state instanceof StreamState.OfMeeting meeting) {
          assertThat(meeting.version()).isEqualTo(EVENTS - 1);
          assertThat(meeting.minutes().status()).isEqualTo(MeetingStatus.PUBLISHED);
        }
      }
    }
  }

  @Test
  void each_stream_is_a_chain_of_its_own() {
    Map<String, Head> heads = new LinkedHashMap<>();
    for (Commit commit : corpus.commits(1)) {
      assertThat(commit.isIntact()).isTrue();
      assertThat(commit.follows(heads.get(commit.stream()))).isTrue();
      heads.put(commit.stream(), commit.head());
    }
    assertThat(heads).hasSize(31);
  }

  @Test
  void the_same_seed_makes_the_same_commits_and_another_one_others() {
    List<Commit> commits = corpus.commits(0);
    assertThat(new Corpus(7, 230, EVENTS).commits(0)).isEqualTo(commits);
    assertThat(new Corpus(8, 230, EVENTS).commits(0)).isNotEqualTo(commits);
    assertThat(new Corpus(7, 5_000, EVENTS).commits(0)).isEqualTo(commits);
  }

  @Test
  @DisplayName(
      "given made-up minutes, when they are written as Markdown and read, they are the same")
  void minutes_survive_as_a_document() {
    for (Minutes minutes : minutes(1)) {
      assertThat(RoundTrip.holds(minutes)).isTrue();
      List<Class<?>> kinds = new ArrayList<>();
      kinds(MarkdownReader.read(MarkdownWriter.write(minutes)), kinds);
      assertThat(kinds)
          .isEqualTo(
              minutes.outline().inOrder().stream()
                  .<Class<?>>map(entry -> entry.content().getClass())
                  .toList());
    }
  }

  private static void kinds(List<DocumentEntry> entries, List<Class<?>> kinds) {
    for (DocumentEntry entry : entries) {
      kinds.add(entry.content().getClass());
      kinds(entry.children(), kinds);
    }
  }

  @Test
  void all_that_the_views_list_comes_up() {
    Set<Class<?>> kinds = new HashSet<>();
    int carried = 0;
    int superseding = 0;
    for (Minutes minutes : minutes(0)) {
      for (Entry entry : minutes.outline().inOrder()) {
        kinds.add(entry.content().getClass());
        if (entry.content() instanceof Content.Action action && action.carried() != null) {
          carried++;
        }
        if (entry.content() instanceof Content.Decision decision && decision.supersedes() != null) {
          superseding++;
        }
      }
    }
    assertThat(kinds)
        .contains(
            Content.Attendance.class,
            Content.Announcement.class,
            Content.Duty.class,
            Content.QueueCount.class,
            Content.TicketCount.class,
            Content.ReleaseTickets.class,
            Content.Release.class,
            Content.Support.class,
            Content.Action.class,
            Content.Decision.class,
            Content.ListedPackage.class,
            Content.Nothing.class,
            Content.Note.class);
    assertThat(carried).isGreaterThan(200);
    assertThat(superseding).isGreaterThan(10);
  }

  @Test
  void one_entry_is_an_action_in_every_meeting_and_in_the_first_one_a_new_one() {
    List<Minutes> all = minutes(0);
    for (Minutes minutes : all) {
      assertThat(minutes.outline().get(corpus.action()).content())
          .isInstanceOf(Content.Action.class);
    }
    assertThat(all.getFirst().outline().get(corpus.action()).content())
        .isInstanceOfSatisfying(
            Content.Action.class, action -> assertThat(action.carried()).isNull());
  }

  @Test
  void carried_actions_point_at_the_meeting_before() {
    List<Minutes> all = minutes(0);
    for (int i = 1; i < all.size(); i++) {
      MeetingId before = corpus.meeting(0, i - 1);
      for (Entry entry : all.get(i).outline().inOrder()) {
        if (entry.content() instanceof Content.Action action && action.carried() != null) {
          assertThat(action.carried().from().meeting()).isEqualTo(before);
          EntryId from = action.carried().from().entry();
          assertThat(all.get(i - 1).outline().get(from).content())
              .isInstanceOf(Content.Action.class);
        }
      }
    }
  }

  @Test
  void some_people_and_tickets_come_up_far_more_often_than_others() {
    Zipf zipf = new Zipf(1_000);
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = new int[1_000];
    for (int i = 0; i < 100_000; i++) {
      counts[zipf.draw(random)]++;
    }
    assertThat(counts[0]).isGreaterThan(5 * counts[9]).isGreaterThan(50 * counts[500]);
  }

  private List<Minutes> minutes(int series) {
    Map<String, Minutes> minutes = new LinkedHashMap<>();
    for (Commit commit : corpus.commits(series)) {
      for (RecordedEvent event : CODEC.recorded(commit)) {
        if (event.event() instanceof MeetingEvent happened) {
          minutes.compute(
              commit.stream(),
              (_, before) -> (before == null ? Minutes.NONE : before).apply(happened));
        }
      }
    }
    return List.copyOf(minutes.values());
  }
}
