package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.in;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Entries of all series as of the past, a few series together, in the order that the names of their
 * meetings have. In each it is seen along an index what there was then, and what came later is
 * passed by. Over all series at once that cannot be: an index in the order of lists has, within
 * each series, far more that came later.
 */
final class SeriesWalk {

  /** Of so many series, at most, entries are read together. */
  private static final int MOST = 64;

  private final EntriesView entries;
  private final List<Bson> conditions;
  private final AsOf asOf;
  private final Bson fields;
  private final List<String> series;
  private int chunk = 1;

  /**
   * All that there was.
   *
   * @param conditions for which {@link EntriesView#OF_A_KIND_BY_DAY} suffices
   * @param fields what is wanted of each, from the same index
   * @param after a key that begins with the name of a series and a slash: it is gone on from that
   *     series; empty: all
   */
  SeriesWalk(
      EntriesView entries, List<Bson> conditions, AsOf asOf, Bson fields, String after) {
    this.entries = entries;
    this.conditions = entries.upToLastDay(conditions, asOf);
    this.asOf = asOf;
    this.fields = fields;
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

  /** What there was in some of the next series, in no order; more series each time. */
  List<Document> next() {
    List<String> some = series.subList(0, Math.min(chunk, series.size()));
    List<Bson> all = new ArrayList<>(conditions);
    all.add(in("series", List.copyOf(some)));
    some.clear();
    chunk = Math.min(2 * chunk, MOST);
    return entries
        .find(all, asOf)
        .hint(EntriesView.OF_A_KIND_BY_DAY)
        .projection(fields)
        .batchSize(EntriesView.BATCH)
        .into(new ArrayList<>());
  }
}
