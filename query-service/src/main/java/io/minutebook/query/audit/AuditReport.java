package io.minutebook.query.audit;

import io.minutebook.event.SeriesId;
import io.minutebook.query.view.TimeKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an auditor is told of a period, read from the commits.
 *
 * @param corrections changes of minutes that were published at that time
 * @param life what happened to meetings as a whole: published, reopened, cancelled, reinstated,
 *     moved to another day
 * @param misstated counts of meetings of the period whose stated change is not the real one
 * @param comparedDeltas of how many counts the stated change could be compared
 * @param unreadable streams that could not be followed to their end, and why
 * @param latestSeal for a person: its number, time and hash; null: nothing was ever sealed
 */
public record AuditReport(
    Period period,
    Totals totals,
    List<Person> people,
    Listed<Act> corrections,
    Listed<Act> life,
    Listed<Misstated> misstated,
    long comparedDeltas,
    Listed<Dropped> dropped,
    Listed<Act> retracted,
    List<Behalf> onBehalf,
    List<Imported> imported,
    List<String> parked,
    List<String> unreadable,
    @Nullable String latestSeal) {

  public AuditReport {
    people = List.copyOf(people);
    onBehalf = List.copyOf(onBehalf);
    imported = List.copyOf(imported);
    parked = List.copyOf(parked);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * Of what is reported. By the time of recording, counts are those that the minutes stated at its
   * end; by the time of occurrence, those that they state now.
   *
   * @param from the first instant of it
   * @param to the last instant of it
   * @param time by which times acts belong to it
   * @param series only this one; null: all
   */
  public record Period(Instant from, Instant to, TimeKind time, @Nullable SeriesId series) {

    boolean includes(Instant at) {
      return !at.isBefore(from) && !at.isAfter(to);
    }

    boolean isOf(String stream) {
      return series == null || new Scope.OfSeries(series).includes(stream);
    }
  }

  /** The first of something, and how many there are of it. */
  public record Listed<T>(List<T> first, long total) {
    public Listed {
      first = List.copyOf(first);
    }
  }

  /**
   * How much happened.
   *
   * @param changes events
   * @param meetings to whose minutes anything happened
   * @param seriesChanged to which anything happened beside their meetings
   * @param published how often minutes were published, and so on
   */
  public record Totals(
      long commits,
      long changes,
      long meetings,
      long seriesChanged,
      long published,
      long reopened,
      long cancelled,
      long reinstated) {}

  /**
   * What one person did.
   *
   * @param role the least that it takes: {@code scribe}, or {@code admin} for who acted for others
   *     or named another time; the record does not keep which role a token had
   * @param changes by the command that made them
   */
  public record Person(
      String name,
      String role,
      long commits,
      long meetings,
      Map<String, Long> changes,
      Instant first,
      Instant last) {}

  /**
   * One change.
   *
   * @param meeting or the series, if it is not of a meeting
   * @param time when it belongs to the period
   * @param what the event's name
   */
  public record Act(
      String meeting,
      long version,
      Instant time,
      String actor,
      @Nullable String onBehalfOf,
      String command,
      String what,
      @Nullable String entry,
      @Nullable String before,
      @Nullable String after,
      @Nullable String reason) {}

  /**
   * A count whose stated change is wrong.
   *
   * @param date the day of the meeting
   * @param stated as the minutes write it
   * @param real the change since the last meeting that counted the same
   * @param gapDays from that meeting to this one
   * @param recorded when the minutes came to say so
   */
  public record Misstated(
      String meeting,
      LocalDate date,
      String entry,
      String counter,
      int count,
      String stated,
      int real,
      LocalDate previous,
      long gapDays,
      long version,
      Instant recorded,
      String recordedBy,
      @Nullable String onBehalfOf) {}

  /**
   * An action that was given up.
   *
   * @param assigned the day of the meeting that first assigned it
   */
  public record Dropped(Act act, String owners, LocalDate assigned, long ageDays) {}

  /** How much somebody did for somebody else. */
  public record Behalf(String actor, String onBehalfOf, long changes, long meetings) {}

  /**
   * What somebody imported.
   *
   * @param from {@code git} or {@code documents}
   */
  public record Imported(
      String actor,
      String from,
      long commits,
      long changes,
      long meetings,
      Instant first,
      Instant last) {}
}
