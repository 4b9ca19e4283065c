package io.minutebook.benchmark.queries;

import io.minutebook.benchmark.corpus.Corpus;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws what a query is asked with from the minutes that there are: a meeting, its series, somebody
 * in it, and so on, all of which fit each other. A variable gets its value by its name.
 */
final class Draw {

  private static final int EARLY_VERSION = 20;

  private final Corpus corpus;

  Draw(Corpus corpus) {
    this.corpus = corpus;
  }

  /**
   * Values for variables.
   *
   * @param number the same number draws the same
   * @throws IllegalArgumentException if nothing is known of a variable of that name
   */
  Map<String, Object> of(List<String> variables, long number) {
    SplittableRandom random = new SplittableRandom(number);
    int series = random.nextInt(corpus.series());
    int week = random.nextInt(corpus.meetingsOf(series));
    MeetingId meeting = corpus.meeting(series, week);
    MeetingId before = corpus.meeting(series, Math.max(0, week - 1));
    List<PersonLabel> people = corpus.people(series);
    Map<String, Object> known = new LinkedHashMap<>();
    known.put("series", meeting.series().slug());
    known.put("day", meeting.day());
    known.put("meeting", meeting.toString());
    known.put("meetingBefore", before.toString());
    known.put("date", meeting.date().toString());
    known.put("from", meeting.date().minusWeeks(4).toString());
    known.put("to", meeting.date().plusWeeks(4).toString());
    known.put(
        "instant",
        meeting.date().atTime(LocalTime.of(15, 10)).toInstant(ZoneOffset.UTC).toString());
    known.put(
        "instantAfter",
        meeting.date().plusWeeks(1).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC).toString());
    known.put("person", people.get(random.nextInt(people.size())).label());
    known.put("ticket", corpus.ticket(random));
    known.put("word", corpus.word(random));
    known.put("words", corpus.word(random) + " " + corpus.word(random));
    known.put("machine", corpus.machine(random));
    known.put("release", corpus.release(meeting.date()));
    known.put("package", corpus.packageOf(series, meeting.date()));
    known.put("counter", random.nextBoolean() ? "queue:Helpdesk" : "jira:Open");
    known.put("entry", "e" + random.nextInt(1, EARLY_VERSION));
    known.put("action", corpus.action().value());
    known.put("root", new EntryAddress(corpus.meeting(series, 0), corpus.action()).toString());
    known.put("version", EARLY_VERSION + random.nextInt(EARLY_VERSION));
    known.put("earlyVersion", random.nextInt(EARLY_VERSION));
    Map<String, Object> values = new LinkedHashMap<>();
    for (String variable : variables) {
      Object value = known.get(variable);
      if (value == null) {
        throw new IllegalArgumentException(
            "a variable is named " + String.join(", ", known.keySet()) + ", not " + variable);
      }
      values.put(variable, value);
    }
    return values;
  }
}
