package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;

import io.minutebook.event.DutySlot;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.DutyRota;
import io.minutebook.minutes.Series;
import io.minutebook.query.view.DutyTurn.Statement;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Who is on duty when. A turn is a turn of the section's rota, or a week from Monday on where there
 * is none; minutes speak of the turn that their meeting's day is in, and of the next one. What the
 * latest minutes say of a turn counts; what none speak of is as the rota says. Meetings that were
 * called off do not count.
 */
public final class DutyView {

  private static final int WEEK = 7;

  private final EntriesView entries;

  DutyView(EntriesView entries) {
    this.entries = entries;
  }

  /**
   * The turns of a series that minutes speak of, by their first days and sections; a turn's key is
   * both.
   *
   * @param series whose rotas count
   * @param from only turns that end on this day or later
   * @param to only turns that begin on this day or earlier
   */
  public Page<DutyTurn> turns(
      SeriesId id,
      Series series,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      AsOf asOf,
      Page.Wanted wanted) {
    String after = wanted.after().orElse("");
    return Page.of(
        turns(id, series.rotas(), from, to, asOf).stream()
            .filter(turn -> from == null || !turn.to().isBefore(from))
            .filter(turn -> to == null || !turn.from().isAfter(to))
            .map(turn -> new Page.Edge<>(turn.from() + "#" + turn.section(), turn))
            .filter(edge -> edge.key().compareTo(after) > 0)
            .iterator(),
        wanted);
  }

  /**
   * Who is on duty on a day: for each section with a rota or with minutes that speak of it.
   *
   * @param series whose rotas count
   */
  public List<DutyTurn> on(SeriesId id, Series series, LocalDate day, AsOf asOf) {
    Map<String, DutyRota> rotas = series.rotas();
    Map<String, DutyTurn> bySection = new LinkedHashMap<>();
    for (DutyTurn turn : turns(id, rotas, day, day, asOf)) {
      if (!turn.from().isAfter(day) && !turn.to().isBefore(day)) {
        bySection.put(Texts.key(turn.section()), turn);
      }
    }
    rotas.forEach(
        (section, rota) -> {
          Turn turn = Turn.of(rota, day);
          bySection.computeIfAbsent(
              Texts.key(section),
              key ->
                  new DutyTurn(
                      section,
                      turn.from(),
                      turn.to(),
                      rota.on(day),
                      false,
                      List.of(),
                      rota.on(day)));
        });
    return bySection.values().stream().sorted(Comparator.comparing(DutyTurn::section)).toList();
  }

  private List<DutyTurn> turns(
      SeriesId id,
      Map<String, DutyRota> rotas,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      AsOf asOf) {
    int longest = rotas.values().stream().mapToInt(DutyRota::days).max().orElse(WEEK);
    int reach = 2 * Math.max(longest, WEEK);
    List<Bson> conditions =
        new ArrayList<>(
            List.of(eq("kind", "duty"), eq("series", id.slug()), EntriesView.areHeld()));
    if (from != null) {
      conditions.add(gte("date", from.minusDays(reach).toString()));
    }
    if (to != null) {
      conditions.add(lte("date", to.plusDays(reach).toString()));
    }
    Map<TurnKey, Gathered> turns = new LinkedHashMap<>();
    entries
        .find(conditions, asOf)
        .sort(ascending("date", "stream", "place"))
        .map(EntryVersion::from)
        .forEach(version -> gather(version, rotas, turns));
    return turns.entrySet().stream()
        .map(each -> each.getValue().turn(each.getKey()))
        .sorted(Comparator.comparing(DutyTurn::from).thenComparing(DutyTurn::section))
        .toList();
  }

  private static void gather(
      EntryVersion version, Map<String, DutyRota> rotas, Map<TurnKey, Gathered> turns) {
    if (!(version.facts().content() instanceof Content.Duty duty)) {
      throw new IllegalStateException(version.id() + " is no duty");
    }
    List<String> sections = version.facts().sections();
    String section = sections.isEmpty() ? "" : sections.getLast();
    DutyRota rota =
        rotas.entrySet().stream()
            .filter(each -> Texts.key(each.getKey()).equals(Texts.key(section)))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
    Turn turn = Turn.of(rota, version.facts().date());
    if (duty.slot() == DutySlot.NEXT_WEEK) {
      turn = Turn.of(rota, turn.to().plusDays(1));
    }
    turns
        .computeIfAbsent(new TurnKey(Texts.key(section), turn), key -> new Gathered(section, rota))
        .add(version, duty);
  }

  private record TurnKey(String section, Turn turn) {}

  /** The days of a turn, both included. */
  private record Turn(LocalDate from, LocalDate to) {

    static Turn of(@Nullable DutyRota rota, LocalDate day) {
      if (rota == null) {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return new Turn(monday, monday.plusDays(WEEK - 1));
      }
      long into = Math.floorMod(ChronoUnit.DAYS.between(rota.start(), day), (long) rota.days());
      LocalDate first = day.minusDays(into);
      return new Turn(first, first.plusDays(rota.days() - 1L));
    }
  }

  /** What is known of a turn while minutes are gone through. */
  private static final class Gathered {
    private final String section;
    private final @Nullable DutyRota rota;
    private final List<Statement> statements = new ArrayList<>();
    private Content.@Nullable Duty last;

    Gathered(String section, @Nullable DutyRota rota) {
      this.section = section;
      this.rota = rota;
    }

    void add(EntryVersion version, Content.Duty duty) {
      statements.add(new Statement(version.address(), version.facts().date(), duty.person()));
      last = duty;
    }

    DutyTurn turn(TurnKey key) {
      LocalDate from = key.turn().from();
      return new DutyTurn(
          section,
          from,
          key.turn().to(),
          last == null ? null : last.person(),
          last != null && last.tentative(),
          statements,
          rota == null ? null : rota.on(from));
    }
  }
}
