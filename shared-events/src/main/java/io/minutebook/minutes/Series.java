package io.minutebook.minutes;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesEvent.AliasRemoved;
import io.minutebook.event.SeriesEvent.BoardDefined;
import io.minutebook.event.SeriesEvent.DutyRotaSet;
import io.minutebook.event.SeriesEvent.PersonAliased;
import io.minutebook.event.SeriesEvent.SectionDefined;
import io.minutebook.event.SeriesEvent.SeriesCreated;
import io.minutebook.event.SeriesEvent.SeriesRenamed;
import io.minutebook.event.SeriesEvent.TemplateSet;
import io.minutebook.event.SeriesId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A series of meetings, as its events leave it.
 *
 * @param id which series; null before the first event
 * @param sections the titles of its standing sections
 * @param boards the boards that are counted, each with its states
 * @param rotas who takes the duty of a section in turn, by the section's title
 * @param template the document that new minutes begin with; null if none was set
 * @param people whom the labels in the minutes mean, by label
 */
public record Series(
    @Nullable SeriesId id,
    String name,
    List<String> sections,
    Map<String, List<String>> boards,
    Map<String, DutyRota> rotas,
    @Nullable String template,
    Map<String, String> people) {

  /** The state of a series that nobody has created. */
  public static final Series NONE =
      new Series(null, "", List.of(), Map.of(), Map.of(), null, Map.of());

  public Series {
    sections = List.copyOf(sections);
    boards = ordered(boards);
    rotas = ordered(rotas);
    people = ordered(people);
  }

  /** A view that was stored before a map was known does not have it. */
  private static <V> Map<String, V> ordered(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  @JsonIgnore
  public boolean exists() {
    return id != null;
  }

  /** Whom a label means; labels that differ in blanks, case or a remark in brackets are one. */
  public Optional<String> personOf(PersonLabel label) {
    return people.entrySet().stream()
        .filter(known -> new PersonLabel(known.getKey()).key().equals(label.key()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** What the series is after an event. */
  public Series apply(SeriesEvent event) {
    return switch (event) {
      case SeriesCreated e ->
          new Series(e.series(), e.name(), sections, boards, rotas, template, people);
      case SeriesRenamed e -> new Series(id, e.name(), sections, boards, rotas, template, people);
      case SectionDefined e -> {
        List<String> more = new ArrayList<>(sections);
        more.add(e.title());
        yield new Series(id, name, more, boards, rotas, template, people);
      }
      case BoardDefined e ->
          new Series(
              id, name, sections, with(boards, e.board(), e.states()), rotas, template, people);
      case DutyRotaSet e -> {
        DutyRota rota = new DutyRota(e.people(), e.start(), e.days());
        yield new Series(
            id, name, sections, boards, with(rotas, e.section(), rota), template, people);
      }
      case TemplateSet e -> new Series(id, name, sections, boards, rotas, e.markdown(), people);
      case PersonAliased e -> {
        Map<String, String> known = without(e.label());
        known.put(e.label().label(), e.person());
        yield new Series(id, name, sections, boards, rotas, template, known);
      }
      case AliasRemoved e ->
          new Series(id, name, sections, boards, rotas, template, without(e.label()));
    };
  }

  private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    Map<String, V> more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }

  private Map<String, String> without(PersonLabel label) {
    Map<String, String> left = new LinkedHashMap<>(people);
    left.keySet().removeIf(known -> new PersonLabel(known).key().equals(label.key()));
    return left;
  }
}
