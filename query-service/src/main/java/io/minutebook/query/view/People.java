package io.minutebook.query.view;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whom the labels in the minutes mean: each series says it for its own, as it is now and for all
 * times.
 */
public final class People {

  private final Map<SeriesId, Map<String, String>> series;

  /**
   * @param series the names that labels stand for, by series and label
   */
  People(Map<SeriesId, Map<String, String>> series) {
    this.series = series;
  }

  /** Whoever is meant by a label, or by a name that labels stand for. */
  public Who who(PersonLabel asked) {
    Map<SeriesId, Set<String>> keys = new HashMap<>();
    series.forEach((id, people) -> keys.put(id, keys(people, asked)));
    return new Who(asked.key(), keys);
  }

  private static Set<String> keys(Map<String, String> people, PersonLabel asked) {
    String person = personKey(people, asked);
    Set<String> keys = new HashSet<>();
    people.forEach(
        (label, name) -> {
          if (new PersonLabel(name).key().equals(person)) {
            keys.add(new PersonLabel(label).key());
          }
          // a name is a label too, unless that means somebody else
          PersonLabel itself = new PersonLabel(name);
          if (personKey(people, itself).equals(person)) {
            keys.add(itself.key());
          }
        });
    if (personKey(people, asked).equals(asked.key())) {
      keys.add(asked.key());
    }
    return keys;
  }

  private static String personKey(Map<String, String> people, PersonLabel label) {
    return people.entrySet().stream()
        .filter(known -> new PersonLabel(known.getKey()).key().equals(label.key()))
        .map(known -> new PersonLabel(known.getValue()).key())
        .findFirst()
        .orElse(label.key());
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
      Set<String> keys = bySeries.getOrDefault(series, Set.of(own));
      return label -> keys.contains(label.key());
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
