package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Series;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What the people of a series do: attendance and load. Meetings that were called off do not count.
 * It is counted when it is asked for, over the meetings of the days that are asked for.
 */
public final class PeopleView {

  /** How many entries are read at a time: those of most series at once. */
  private static final int BATCH = 5_000;

  private final EntriesView entries;
  private final ActionsView actions;

  PeopleView(EntriesView entries) {
    this.entries = entries;
    this.actions = new ActionsView(entries);
  }

  /**
   * The people of a series by name; a person's key is the name as it is compared.
   *
   * @param from the first day of a meeting that counts; null: from the beginning
   * @param to the last day
   */
  public Page<PersonSummary> people(
      SeriesId id,
      Series series,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      AsOf asOf,
      Page.Wanted wanted) {
    String after = wanted.after().orElse("");
    return Page.of(
        count(id, series, from, to, asOf).entrySet().stream()
            .filter(each -> each.getKey().compareTo(after) > 0)
            .map(each -> new Page.Edge<>(each.getKey(), each.getValue()))
            .iterator(),
        wanted);
  }

  private Map<String, PersonSummary> count(
      SeriesId id, Series series, @Nullable LocalDate from, @Nullable LocalDate to, AsOf asOf) {
    try (SideBySide reads = new SideBySide()) {
      Supplier<List<ActionsView.LifeNow>> lives =
          reads.begin(() -> actions.livesNow(id, from, to, asOf));
      // all minutes have a title, from their first event on
      Supplier<Long> held =
          reads.begin(() -> entries.count(conditions(id, List.of("title"), from, to), asOf));
      Counted people = new Counted(series);
      entries
          .find(conditions(id, List.of("attendance", "duty", "support"), from, to), asOf)
          .projection(fields(include("stream", "date", "content"), excludeId()))
          .batchSize(BATCH)
          .forEach(people::add);
      for (ActionsView.LifeNow life : lives.get()) {
        life.owners().forEach(owner -> people.of(owner).add(life, owner));
      }
      return people.summaries(Math.toIntExact(held.get()));
    }
  }

  /** What entries of some kinds in meetings between two days have. */
  private static List<Bson> conditions(
      SeriesId id, List<String> kinds, @Nullable LocalDate from, @Nullable LocalDate to) {
    List<Bson> conditions =
        new ArrayList<>(List.of(in("kind", kinds), eq("series", id.slug()), EntriesView.areHeld()));
    if (from != null) {
      conditions.add(gte("date", from.toString()));
    }
    if (to != null) {
      conditions.add(lte("date", to.toString()));
    }
    return conditions;
  }

  /** A label without its remark, as written. */
  private static String bare(PersonLabel label) {
    String text = label.label();
    int remark = text.indexOf('(');
    String bare = (remark > 0 ? text.substring(0, remark) : text).replace("?", "").strip();
    return bare.isEmpty() ? text : bare;
  }

  /** The people of a series, each under whatever labels the minutes have. */
  private static final class Counted {
    private final Series series;
    private final Map<String, Counting> people = new TreeMap<>();
    private final Map<PersonLabel, Counting> byLabel = new HashMap<>();

    Counted(Series series) {
      this.series = series;
    }

    void add(Document entry) {
      Content content = StateJson.read(entry.getString("content"), Content.class);
      for (PersonLabel label : EntryKeys.people(content)) {
        of(label).add(entry, content, label);
      }
    }

    Counting of(PersonLabel label) {
      return byLabel.computeIfAbsent(
          label,
          _ -> {
            String name = series.personOf(label).orElse(bare(label));
            return people.computeIfAbsent(new PersonLabel(name).key(), _ -> new Counting(name));
          });
    }

    Map<String, PersonSummary> summaries(int held) {
      Map<String, PersonSummary> summaries = new TreeMap<>();
      people.forEach((key, counting) -> summaries.put(key, counting.summary(held)));
      return summaries;
    }
  }

  private static final class Counting {
    private final String name;
    private final Map<String, PersonLabel> labels = new TreeMap<>();
    private final Map<String, LocalDate> attended = new HashMap<>();
    private int open;
    private int done;
    private int duties;

    Counting(String name) {
      this.name = name;
    }

    void add(Document entry, Content content, PersonLabel label) {
      labels.putIfAbsent(label.label(), label);
      switch (content) {
        case Content.Attendance _ ->
            attended.put(entry.getString("stream"), LocalDate.parse(entry.getString("date")));
        case Content.Duty _ -> duties++;
        default -> {}
      }
    }

    void add(ActionsView.LifeNow life, PersonLabel label) {
      labels.putIfAbsent(label.label(), label);
      if (life.status().isOpen()) {
        open++;
      } else if (life.status() == ActionStatus.COMPLETED) {
        done++;
      }
    }

    PersonSummary summary(int held) {
      return new PersonSummary(
          name,
          List.copyOf(labels.values()),
          attended.size(),
          held,
          attended.values().stream().min(LocalDate::compareTo).orElse(null),
          attended.values().stream().max(LocalDate::compareTo).orElse(null),
          open,
          done,
          duties);
    }
  }
}
