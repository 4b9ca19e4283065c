package io.minutebook.query.view;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom the labels in the minutes mean: each series says it for its own, as it is or was at one
 * time, and for minutes of all days.
 */
public final class People {

  private final Map<SeriesId, Map<String, String>> series;

  /**
   * @param series the names that labels stand for, by series and label
   */
  public People(Map<SeriesId, Map<String, String>> series) {
    this.series = series;
  }

  /** Whoever is meant by a label, or by a name that labels stand for. */
  public Who who(PersonLabel asked) {
    Map<SeriesId, Set<String>> keys = new HashMap<>();
    series.forEach((id, people) -> keys.put(id, keys(people, asked)));
    return new Who(asked.key(), keys);
  }

  private static Set<String> keys(Map<String, String> people, PersonLabel asked) {
    Map<String, String> meant = new LinkedHashMap<>();
    people.forEach(
        (label, name) ->
            meant.putIfAbsent(new PersonLabel(label).key(), new PersonLabel(name).key()));
    String person = meant.getOrDefault(asked.key(), asked.key());
    Set<String> keys = new HashSet<>();
    meant.forEach(
        (label, name) -> {
          if (name.equals(person)) {
            keys.add(label);
          }
          // a name is a label too, unless that means somebody else
          if (meant.getOrDefault(name, name).equals(person)) {
            keys.add(name);
          }
        });
    if (person.equals(asked.key())) {
      keys.add(asked.key());
    }
    return keys;
  }

  /** One person, under all the labels that mean them. */
  public static final class Who {

    private final String own;
    private final Map<SeriesId, Set<String>> bySeries;

    private Who(String own, Map<SeriesId, Set<String>> bySeries) {
      this.own = own;
      this.bySeries = bySeries;
    }

    /** Whether a label in the minutes of a series means this person. */
    Predicate<PersonLabel> in(SeriesId series) {
      Set<String> keys = keys(series);
      return label -> keys.contains(label.key());
    }

    /** The keys of all labels that mean this person in a series. */
    Set<String> keys(SeriesId series) {
      return bySeries.getOrDefault(series, Set.of(own));
    }

    /** Whether something in a series was done by this person, or on their behalf. */
    public boolean did(SeriesId series, String actor, @Nullable String onBehalfOf) {
      return Change.people(actor, onBehalfOf).stream().anyMatch(in(series));
    }

    /** The keys of all labels that mean this person in any series. */
    Set<String> keys() {
      Set<String> all = new HashSet<>();
      all.add(own);
      bySeries.values().forEach(all::addAll);
      return all;
    }
  }
}
