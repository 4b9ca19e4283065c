package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;

import io.minutebook.event.SeriesId;
import io.minutebook.minutes.ActionStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The roots of the lives that may be wanted, in their order; of lives that are to be open, only of
 * those that are. As things stand they are seen along indexes, without reading an item, unless they
 * are asked for by a ticket.
 */
final class LifeRoots {

  /** For how many roots, at most, items are read together; they may be of more roots than that. */
  private static final int MOST = 1_000;

  /** How many lives that had an open item are looked at for one that is open; most are done. */
  private static final int FOR_ONE_OPEN = 2;

  /** After so many roots it is not looked for one that is open any more. */
  private static final int ENOUGH = 2_000;

  /** How many items are read for a root, about. */
  private static final int ITEMS = 3;

  private static final List<String> OPEN =
      Arrays.stream(ActionStatus.values())
          .filter(ActionStatus::isOpen)
          .map(ActionStatus::name)
          .toList();

  private final EntriesView entries;
  private final ActionsView.LifeFilter filter;
  private final AsOf asOf;
  private final Deque<String> found = new ArrayDeque<>();
  private String last;
  private int reads;
  private int looked;
  private boolean isAtEnd;

  /** Of those that are due some time; null: not known yet. */
  private @Nullable Boolean areFew;

  /**
   * Those behind one.
   *
   * @param after the key of a root; empty: all
   */
  LifeRoots(EntriesView entries, ActionsView.LifeFilter filter, AsOf asOf, String after) {
    this.entries = entries;
    this.filter = filter;
    this.asOf = asOf;
    this.last = after;
  }

  /**
   * Some of the next ones, at most so many; none: there are no more, or so many were looked at
   * without one that may be wanted that it is enough.
   */
  List<String> next(int most) {
    while (found.isEmpty() && !isAtEnd && looked < ENOUGH) {
      List<String> read = read(filter.mustBeOpen() ? FOR_ONE_OPEN * most : most);
      looked += read.size();
      found.addAll(filter.mustBeOpen() ? open(read) : read);
    }
    List<String> next = new ArrayList<>();
    while (next.size() < most && !found.isEmpty()) {
      next.add(found.remove());
    }
    return next;
  }

  /** The last one that was looked at, from which it can be gone on; empty: there are no more. */
  Optional<String> goOn() {
    return isAtEnd && found.isEmpty() ? Optional.empty() : Optional.of(last);
  }

  /**
   * About so many of the next roots, and more each time; an action has many items with the same
   * one. They are asked for anew, which costs less than to keep a cursor and to give it up.
   */
  private List<String> read(int most) {
    int items = ITEMS * Math.min(most << Math.min(reads, 10), MOST);
    List<String> roots = new ArrayList<>();
    int read = 0;
    List<Bson> conditions = candidates();
    for (Document item :
        entries
            .find(conditions, asOf)
            .projection(fields(include("root"), excludeId()))
            .hint(index(conditions))
            .sort(ascending("root"))
            .limit(items)
            .batchSize(items)) {
      String root = item.getString("root");
      if (!root.equals(last)) {
        roots.add(root);
        last = root;
      }
      read++;
    }
    reads++;
    isAtEnd = read < items;
    return roots;
  }

  /** What some item of a wanted life is like; of one that is to be open, its last item. */
  private List<Bson> candidates() {
    List<Bson> conditions = new ArrayList<>(List.of(EntriesView.areHeld()));
    if (filter.mustBeOpen()) {
      conditions.add(in("status", OPEN));
    }
    // also at the beginning: only documents that have a root are in the indexes
    conditions.add(gt("root", last));
    SeriesId series = filter.series();
    if (series != null) {
      // an action is carried over within its series, so that its root is there as well
      conditions.add(gt("root", series.slug() + "/"));
      conditions.add(lt("root", series.slug() + "0"));
    }
    if (filter.owner() != null) {
      conditions.add(in("people", filter.owner().keys()));
    }
    if (filter.ticket() != null) {
      conditions.add(eq("tickets", filter.ticket().key()));
    }
    if (filter.isOfDueDays()) {
      conditions.addAll(filter.due().conditions());
    }
    if (!isAlongDue(conditions)) {
      conditions.add(eq("kind", "action"));
    }
    return conditions;
  }

  /** Named, because what the engine finds to be best for one series may read all of another's. */
  private Bson index(List<Bson> conditions) {
    if (isAlongDue(conditions)) {
      return EntriesView.DUE;
    }
    if (filter.ticket() != null) {
      return EntriesView.TICKETS_BY_MEETING;
    }
    return filter.owner() == null ? EntriesView.ACTIONS_BY_ROOT : EntriesView.ACTIONS_OF_PEOPLE;
  }

  /** Only actions have a day on which they are due, so that this index has no kinds. */
  private boolean isAlongDue(List<Bson> conditions) {
    if (areFew == null) {
      areFew = filter.isOfDueDays() && entries.areItemsOfFew(conditions, asOf, EntriesView.DUE);
    }
    return areFew;
  }

  /** Those of the roots whose last item is open, in the same order. */
  private List<String> open(List<String> roots) {
    if (roots.isEmpty()) {
      return roots;
    }
    List<Bson> conditions =
        new ArrayList<>(List.of(eq("kind", "action"), in("root", roots), EntriesView.areHeld()));
    if (filter.series() != null) {
      conditions.add(EntriesView.streamsOf(filter.series()));
    }
    Map<String, Document> lastItems = new HashMap<>();
    entries
        .find(conditions, asOf)
        .projection(fields(include("root", "date", "stream", "status"), excludeId()))
        .hint(EntriesView.ACTIONS_BY_ROOT)
        .batchSize(EntriesView.BATCH)
        .forEach(item -> lastItems.merge(item.getString("root"), item, ActionsView::later));
    return roots.stream()
        .filter(root -> lastItems.containsKey(root) && ActionsView.isOpen(lastItems.get(root)))
        .toList();
  }
}
