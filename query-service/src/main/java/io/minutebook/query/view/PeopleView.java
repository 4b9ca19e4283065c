package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.FindIterable;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Series;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What the people of a series do: attendance and load. Meetings that were called off do not count.
 * It is counted when it is asked for, over the meetings of the days that are asked for.
 */
public final class PeopleView {

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
    Map<String, Counting> people = new TreeMap<>();
    for (Document entry : find(id, List.of("attendance", "duty", "support"), from, to, asOf)) {
      Content content = StateJson.read(entry.getString("content"), Content.class);
      for (PersonLabel label : EntryKeys.people(content)) {
        of(people, series, label).add(entry, content, label);
      }
    }
    for (ActionsView.LifeNow life : actions.livesNow(id, from, to, asOf)) {
      life.owners().forEach(owner -> of(people, series, owner).add(life, owner));
    }
    // all minutes have a title, from their first event on
    Set<String> held = new HashSet<>();
    find(id, List.of("title"), from, to, asOf)
        .projection(fields(include("stream"), excludeId()))
        .forEach(title -> held.add(title.getString("stream")));
    Map<String, PersonSummary> summaries = new TreeMap<>();
    people.forEach((key, counting) -> summaries.put(key, counting.summary(held.size())));
    return summaries;
  }

  /** Entries of some kinds, with their days and what they say. */
  private FindIterable<Document> find(
      SeriesId id,
      List<String> kinds,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      AsOf asOf) {
    List<Bson> conditions =
        new ArrayList<>(List.of(in("kind", kinds), eq("series", id.slug()), EntriesView.areHeld()));
    if (from != null) {
      conditions.add(gte("date", from.toString()));
    }
    if (to != null) {
      conditions.add(lte("date", to.toString()));
    }
    return entries
        .find(conditions, asOf)
        .projection(fields(include("stream", "date", "content"), excludeId()));
  }

  private static Counting of(Map<String, Counting> people, Series series, PersonLabel label) {
    String name = series.personOf(label).orElse(bare(label));
    return people.computeIfAbsent(new PersonLabel(name).key(), key -> new Counting(name));
  }

  /** A label without its remark, as written. */
  private static String bare(PersonLabel label) {
    String text = label.label();
    int remark = text.indexOf('(');
    String bare = (remark > 0 ? text.substring(0, remark) : text).replace("?", "").strip();
    return bare.isEmpty() ? text : bare;
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
