package io.minutebook.query.view;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What a series' stream tells beside the series as it is.
 *
 * @param begun when its first event was recorded; null: nothing happened to it
 * @param changed when its last event was recorded; the epoch before the first
 * @param known the keys of all labels and names that its map of people ever had, also of those that
 *     it has no more
 * @param aliases all changes of that map
 */
public record SeriesTrail(
    @Nullable Instant begun, Instant changed, SortedSet<String> known, List<Alias> aliases) {

  /**
   * Whom a label means from then on.
   *
   * @param person null: nobody but itself
   * @param at when that was recorded
   */
  public record Alias(PersonLabel label, @Nullable String person, Instant at) {

    private Document toDocument() {
      Document document = new Document("label", label.label()).append("at", Date.from(at));
      return person == null ? document : document.append("person", person);
    }

    private static Alias from(Document document) {
      return new Alias(
          new PersonLabel(document.getString("label")),
          document.getString("person"),
          document.getDate("at").toInstant());
    }
  }

  /** Where an index finds the keys. */
  static final String KNOWN = "trail.known";

  /** The trail of a series that nothing happened to. */
  public static final SeriesTrail NONE =
      new SeriesTrail(null, Instant.EPOCH, Collections.emptySortedSet(), List.of());

  public SeriesTrail {
    known = Collections.unmodifiableSortedSet(new TreeSet<>(known));
    aliases = List.copyOf(aliases);
  }

  /** The trail after an event that was recorded then. */
  public SeriesTrail after(SeriesEvent event, Instant recorded) {
    SortedSet<String> moreKnown = new TreeSet<>(known);
    List<Alias> moreAliases = new ArrayList<>(aliases);
    if (event instanceof SeriesEvent.PersonAliased(PersonLabel label, String person)) {
      moreKnown.add(label.key());
      moreKnown.add(new PersonLabel(person).key());
      moreAliases.add(new Alias(label, person, recorded));
    } else if (event instanceof SeriesEvent.AliasRemoved(PersonLabel label)) {
      moreAliases.add(new Alias(label, null, recorded));
    }
    return new SeriesTrail(begun == null ? recorded : begun, recorded, moreKnown, moreAliases);
  }

  /** The names that labels stood for, by label, as recorded by then; empty: there was no series. */
  public Optional<Map<String, String>> peopleAt(Instant instant) {
    if (begun == null || begun.isAfter(instant)) {
      return Optional.empty();
    }
    Map<String, Alias> standing = new HashMap<>();
    for (Alias alias : aliases) {
      if (!alias.at().isAfter(instant)) {
        standing.put(alias.label().key(), alias);
      }
    }
    Map<String, String> people = new TreeMap<>();
    for (Alias alias : standing.values()) {
      if (alias.person() != null) {
        people.put(alias.label().label(), alias.person());
      }
    }
    return Optional.of(people);
  }

  Document toDocument() {
    Document document = new Document("changed", Date.from(changed));
    if (begun != null) {
      document.append("begun", Date.from(begun));
    }
    return document
        .append("known", known.stream().toList())
        .append("aliases", aliases.stream().map(Alias::toDocument).toList());
  }

  static SeriesTrail from(Document document) {
    return new SeriesTrail(
        Optional.ofNullable(document.getDate("begun")).map(Date::toInstant).orElse(null),
        document.getDate("changed").toInstant(),
        new TreeSet<>(document.getList("known", String.class)),
        document.getList("aliases", Document.class).stream().map(Alias::from).toList());
  }
}
