package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;

import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.query.view.EntryLists.Ways;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Who attended which meeting. */
public final class AttendanceView {

  private final EntriesView entries;

  AttendanceView(EntriesView entries) {
    this.entries = entries;
  }

  /** Which attendance is wanted; null: whatever it is. */
  public record Filter(
      @Nullable SeriesId series,
      People.@Nullable Who person,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {

    private boolean isOfDays() {
      return from != null || to != null;
    }

    private Filter ofAnybody() {
      return new Filter(series, null, from, to);
    }

    private List<Bson> conditions() {
      List<Bson> conditions = new ArrayList<>(List.of(eq("kind", "attendance")));
      if (series != null) {
        conditions.add(EntriesView.inSeries(series));
      }
      if (person != null) {
        conditions.add(in("people", person.keys()));
      }
      if (from != null) {
        conditions.add(gte("date", from.toString()));
      }
      if (to != null) {
        conditions.add(lte("date", to.toString()));
      }
      return conditions;
    }
  }

  /** That a person attended a meeting. */
  public record Presence(MeetingId meeting, LocalDate date, PersonLabel person) {}

  /** Who attended when, in the order of the meetings' names and of their lists. */
  public Page<Presence> presences(Filter filter, AsOf asOf, Page.Wanted wanted) {
    List<Bson> conditions = filter.conditions();
    Function<EntryVersion, List<Presence>> reader =
        version ->
            EntryKeys.people(version.facts().content()).stream()
                .filter(
                    label ->
                        filter.person() == null
                            || filter.person().in(version.meeting().series()).test(label))
                .map(label -> new Presence(version.meeting(), version.facts().date(), label))
                .toList();
    EntryLists lists = entries.lists();
    if (filter.series() != null) {
      return lists.list(conditions, asOf, reader, wanted);
    }
    if (filter.person() != null) {
      if (asOf.isHistory()) {
        return lists.listOfThePast(
            Ways.OF_A_PERSON,
            filter.ofAnybody().conditions(),
            filter.person(),
            asOf,
            reader,
            wanted);
      }
      return filter.isOfDays()
          ? lists.list(Ways.OF_A_PERSON, conditions, conditions, asOf, reader, wanted)
          : lists.list(conditions, asOf, reader, wanted);
    }
    return filter.isOfDays()
        ? lists.list(Ways.OF_DAYS, conditions, conditions, asOf, reader, wanted)
        : lists.listOfAKind(EntriesView.OF_A_KIND, conditions, asOf, reader, wanted);
  }
}
