package io.minutebook.benchmark.corpus;

import io.minutebook.event.PersonLabel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A team and its people.
 *
 * @param team what it is called
 * @param people the same ones in all of its meetings; the first writes the minutes
 */
record Cast(String team, List<PersonLabel> people) {

  private static final int SIZE = 10;
  private static final List<String> TEAMS =
      List.of("Ingest", "Forecast", "Archive", "Platform", "Network", "Gauges", "Portal", "Models");

  Cast {
    people = List.copyOf(people);
  }

  /** People who are known to many teams are in more of them than others. */
  static Cast of(int series, Vocabulary vocabulary, SplittableRandom random) {
    Set<PersonLabel> people = new LinkedHashSet<>();
    while (people.size() < SIZE) {
      people.add(vocabulary.person(random));
    }
    return new Cast(TEAMS.get(series % TEAMS.size()), List.copyOf(people));
  }

  String scribe() {
    return people.getFirst().key() + "@example.org";
  }

  /** Most of them, in their order. */
  List<PersonLabel> attending(SplittableRandom random) {
    List<PersonLabel> attending = new ArrayList<>();
    for (PersonLabel person : people) {
      if (attending.isEmpty() || random.nextInt(4) > 0) {
        attending.add(person);
      }
    }
    return attending;
  }

  PersonLabel anyone(SplittableRandom random) {
    return people.get(random.nextInt(people.size()));
  }

  /** They take turns. */
  PersonLabel onDuty(int week) {
    return people.get(Math.floorMod(week, people.size()));
  }
}
