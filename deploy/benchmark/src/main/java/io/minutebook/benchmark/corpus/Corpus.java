package io.minutebook.benchmark.corpus;

import io.minutebook.benchmark.corpus.Draft.Step;
import io.minutebook.event.EntryId;
import io.minutebook.event.Event;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesId;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.Meta;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Made-up minutes of weekly meetings, in series of 200 meetings each, so that a series is as long
 * whatever there is beside it. The same seed makes the same commits, byte for byte, series by
 * series. Safe for use by several threads.
 *
 * @param meetings how many meetings there are in all
 * @param events how many events each meeting has at least; 50 are enough for all that is in them
 */
public record Corpus(long seed, int meetings, int events) {

  /** How many meetings a series has. */
  public static final int MEETINGS_OF_SERIES = 200;

  private static final LocalDate FIRST_DAY = LocalDate.of(2015, 1, 5);
  private static final LocalTime BEGIN = LocalTime.of(15, 0);
  private static final EventCodec CODEC = new EventCodec();
  private static final Vocabulary VOCABULARY = new Vocabulary();

  /** How many series there are. */
  public int series() {
    return Math.ceilDiv(meetings, MEETINGS_OF_SERIES);
  }

  public SeriesId seriesId(int series) {
    return new SeriesId("team-" + series);
  }

  /** How many meetings a series has: all but the last one have the same number. */
  public int meetingsOf(int series) {
    return Math.min(MEETINGS_OF_SERIES, meetings - series * MEETINGS_OF_SERIES);
  }

  /** A meeting of a series, from 0; there is one in each week. */
  public MeetingId meeting(int series, int number) {
    return new MeetingId(seriesId(series), FIRST_DAY.plusDays(series % 5L).plusWeeks(number), 1);
  }

  /** An entry that is an action in the minutes of every meeting; in the first ones a new one. */
  public EntryId action() {
    return new EntryId(26);
  }

  /** Whom a series' minutes speak of. */
  public List<PersonLabel> people(int series) {
    return cast(series).people();
  }

  /** Draws a ticket as the minutes do. */
  public String ticket(SplittableRandom random) {
    return VOCABULARY.ticket(random).key();
  }

  /** Draws a word as the minutes do. */
  public String word(SplittableRandom random) {
    return VOCABULARY.word(random);
  }

  /** Draws the name of a machine as the minutes do. */
  public String machine(SplittableRandom random) {
    return VOCABULARY.machine(random);
  }

  /** The version of the release that is planned next on a day. */
  public String release(LocalDate day) {
    return Tables.release(day);
  }

  /** A package that is to be released on a day, as the minutes of a series write it. */
  public String packageOf(int series, LocalDate day) {
    return Topics.packageOf(cast(series), day, 1);
  }

  private Cast cast(int series) {
    return Cast.of(series, VOCABULARY, random(series, -1));
  }

  private SplittableRandom random(int series, int meeting) {
    return new SplittableRandom(seed * 1_000_003 + series * 10_007L + meeting);
  }

  /** The commits of a series and then of its meetings, in the order of their days. */
  public List<Commit> commits(int series) {
    Cast cast = cast(series);
    Writing writing = new Writing(series, cast.scribe());
    Instant founded = at(FIRST_DAY.minusDays(7), 0);
    SeriesFounder.steps(seriesId(series), cast, FIRST_DAY)
        .forEach(step -> writing.add(seriesId(series).stream(), step, founded));
    LocalDate half = FIRST_DAY.plusWeeks(meetingsOf(series) / 2);
    SeriesFounder.later(cast, half)
        .forEach(step -> writing.add(seriesId(series).stream(), step, at(half, 0)));
    Running running = new Running();
    for (int i = 0; i < meetingsOf(series); i++) {
      MeetingId meeting = meeting(series, i);
      writing.begin();
      int minute = 0;
      for (Step step :
          new MeetingMaker(VOCABULARY, cast, meeting, running, random(series, i)).make(events)) {
        writing.add(meeting.stream(), step.command(), step.events(), at(meeting.date(), minute++));
      }
    }
    return writing.commits;
  }

  private static Instant at(LocalDate day, int minute) {
    return day.atTime(BEGIN).plusMinutes(minute).toInstant(ZoneOffset.UTC);
  }

  /** Chains commits, stream by stream. */
  private static final class Writing {
    private final List<Commit> commits = new ArrayList<>();
    private final int series;
    private final String actor;
    private @Nullable Head head;

    Writing(int series, String actor) {
      this.series = series;
      this.actor = actor;
    }

    /** Begins another stream. */
    void begin() {
      head = null;
    }

    void add(String stream, SeriesEvent event, Instant at) {
      add(stream, SeriesFounder.command(event), List.of(event), at);
    }

    void add(String stream, String command, List<? extends Event> events, Instant at) {
      Meta meta = new Meta(actor, null, command, null, null, null, Map.of());
      String id = "%032x%032x".formatted(series, commits.size());
      Commit commit =
          Commit.following(
              head,
              stream,
              id,
              id,
              at,
              null,
              events.stream().map(event -> CODEC.encode(event, meta)).toList());
      commits.add(commit);
      head = commit.head();
    }
  }
}
