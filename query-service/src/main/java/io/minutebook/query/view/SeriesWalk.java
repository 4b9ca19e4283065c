package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import io.minutebook.event.SeriesId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Entries of all series as of the past, a few series together, in the order that the names of their
 * meetings have. In each it is seen along an index what there was then, and what is of meetings
 * later than any of that time is not looked at. Over all series at once that cannot be: an index in
 * the order of lists has, within each series, far more that came later.
 */
final class SeriesWalk {

  /** Of so many series, at most, entries are read together. */
  private static final int MOST = 64;

  /** How many times as many are read the next time, at most. */
  private static final int GROWTH = 4;

  private final EntriesView entries;
  private final Way way;
  private final AsOf asOf;
  private final List<String> series;
  private final String lastDay;

  /** Of how many series entries were read together the last time, and how many there were. */
  private int chunk;

  private int found;

  /**
   * How entries are found.
   *
   * @param index has all that is asked for
   * @param names the field of the index that begins with a meeting's name, behind the fields that
   *     conditions name; empty: it has series and dates there
   * @param before with what such a name begins before the meeting's name
   * @param who only what is of this person, of which the index tells as well; null: of anybody
   * @param fields what is wanted of each, from the index
   */
  record Way(
      Bson index,
      String names,
      String before,
      List<Bson> conditions,
      People.@Nullable Who who,
      Bson fields) {

    Way with(List<Bson> otherConditions) {
      return new Way(index, names, before, otherConditions, who, fields);
    }

    /**
     * What is of some series, and of no meeting later than that day: alternatives that have all
     * conditions each, because an engine might look at all that has the others, and then choose.
     */
    private Bson of(List<String> series, AsOf asOf, String lastDay) {
      List<Bson> all = new ArrayList<>(conditions);
      all.add(asOf.condition());
      if (names.isEmpty()) {
        all.add(in("series", series));
        all.add(lte("date", lastDay));
        return and(all);
      }
      return or(series.stream().map(each -> of(each, all, lastDay)).toList());
    }

    private Bson of(String series, List<Bson> conditions, String lastDay) {
      List<Bson> all = new ArrayList<>(conditions);
      String first = before + key(series);
      all.add(gte(names, first));
      // also the second meeting of the last day, which is named after it with a number
      all.add(lt(names, first + lastDay + "~"));
      if (who != null) {
        all.add(in("people", who.keys(new SeriesId(series))));
      }
      return and(all);
    }
  }

  /**
   * All that there was.
   *
   * @param lastDay after which there were no minutes then
   * @param after the name of a meeting, or what begins with one: it is gone on from its series, and
   *     conditions leave out what is before it there; empty: all
   */
  SeriesWalk(EntriesView entries, Way way, AsOf asOf, LocalDate lastDay, String after) {
    this.entries = entries;
    this.way = way;
    this.asOf = asOf;
    this.lastDay = lastDay.toString();
    String from = after.substring(0, after.indexOf('/') + 1);
    this.series =
        new ArrayList<>(
            entries.series().stream()
                .filter(name -> key(name).compareTo(from) >= 0)
                .sorted(Comparator.comparing(SeriesWalk::key))
                .toList());
  }

  /** What the names of its meetings begin with: ropes-old comes before ropes. */
  private static String key(String series) {
    return series + "/";
  }

  boolean hasNext() {
    return !series.isEmpty();
  }

  /**
   * What there was in some of the next series, in no order.
   *
   * @param missing how many more are wanted, at least one: the more series are read
   */
  List<Document> next(int missing) {
    int most = Math.min(Math.max(1, GROWTH * chunk), MOST);
    // as many as are likely to have them if they have as much as the last ones
    int likely = found == 0 ? most : Math.ceilDiv(missing * chunk, found);
    chunk = Math.min(Math.clamp(likely, 1, most), series.size());
    List<String> some = series.subList(0, chunk);
    Bson those = way.of(List.copyOf(some), asOf, lastDay);
    some.clear();
    List<Document> next =
        entries
            .find(those)
            .hint(way.index())
            .projection(way.fields())
            .batchSize(EntriesView.BATCH)
            .into(new ArrayList<>());
    found = next.size();
    return next;
  }
}
