package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The decisions. Meetings that were called off do not count. */
public final class DecisionsView {

  /** After so many decisions a page is given as it is. */
  private static final int MOST = 300;

  /** How many are looked at together, at most. */
  private static final int CHUNK = 200;

  private final EntriesView entries;

  DecisionsView(EntriesView entries) {
    this.entries = entries;
  }

  /** Which decisions are wanted; null: whatever it is. Case does not matter in the text. */
  public record Filter(
      @Nullable SeriesId series,
      @Nullable MeetingId meeting,
      @Nullable String text,
      @Nullable Boolean inForce) {

    private List<Bson> conditions() {
      List<Bson> conditions = new ArrayList<>(isDecision());
      if (series != null) {
        conditions.add(EntriesView.inSeries(series));
      }
      if (meeting != null) {
        conditions.add(eq("stream", meeting.stream()));
      }
      return conditions;
    }

    private boolean matches(DecisionItem item) {
      return text == null || Texts.contains(item.text(), text);
    }

    private boolean matches(Decision decision) {
      return inForce == null || decision.inForce() == inForce;
    }
  }

  private static List<Bson> isDecision() {
    return List.of(eq("kind", "decision"), EntriesView.areHeld());
  }

  /**
   * Decisions in the order of the meetings' names and of their minutes. A page may have less of
   * them than are wanted, or none, and yet say that it can be gone on from its end: when many were
   * looked at for it.
   */
  public Page<Decision> decisions(Filter filter, AsOf asOf, Page.Wanted wanted) {
    List<Page.Edge<Decision>> edges = new ArrayList<>();
    Optional<String> after = wanted.after();
    int chunk = Math.min(wanted.first() + 1, CHUNK);
    int looked = 0;
    boolean isMore = true;
    while (isMore
        && edges.size() <= wanted.first()
        && looked < Math.max(MOST, wanted.first() + 1)) {
      Page<DecisionItem> items = items(filter, asOf, new Page.Wanted(chunk, after));
      List<Page.Edge<DecisionItem>> saying =
          items.edges().stream().filter(edge -> filter.matches(edge.node())).toList();
      Map<EntryAddress, SortedSet<EntryAddress>> successors =
          successors(saying.stream().map(Page.Edge::node).toList(), asOf);
      for (Page.Edge<DecisionItem> edge : saying) {
        Decision decision = decision(edge.node(), successors);
        if (filter.matches(decision)) {
          edges.add(edge.with(decision));
        }
      }
      if (!items.edges().isEmpty()) {
        after = Optional.of(items.edges().getLast().key());
      }
      looked += items.edges().size();
      // where few are wanted, more have to be looked at
      chunk = Math.min(2 * chunk, CHUNK);
      isMore = items.hasNext();
    }
    return Page.of(edges, wanted, isMore ? after : Optional.empty());
  }

  private Page<DecisionItem> items(Filter filter, AsOf asOf, Page.Wanted wanted) {
    Function<EntryVersion, List<DecisionItem>> reader = version -> List.of(item(version));
    return filter.series() == null && filter.meeting() == null
        ? entries
            .lists()
            .listOfAKind(EntriesView.OF_A_KIND, filter.conditions(), asOf, reader, wanted)
        : entries.lists().list(filter.conditions(), asOf, reader, wanted);
  }

  private static DecisionItem item(EntryVersion version) {
    if (version.facts().content() instanceof Content.Decision decision) {
      return DecisionItem.of(version, decision);
    }
    throw new IllegalStateException(version.id() + " is not a decision");
  }

  private static Decision decision(
      DecisionItem item, Map<EntryAddress, SortedSet<EntryAddress>> successors) {
    SortedSet<EntryAddress> by = successors.get(item.address());
    return new Decision(item, by == null ? List.of() : List.copyOf(by));
  }

  /** Which decisions, of any series, took the place of these. */
  private Map<EntryAddress, SortedSet<EntryAddress>> successors(
      List<DecisionItem> items, AsOf asOf) {
    Map<EntryAddress, SortedSet<EntryAddress>> successors = new HashMap<>();
    if (items.isEmpty()) {
      return successors;
    }
    List<Bson> conditions = new ArrayList<>(isDecision());
    conditions.add(
        in("supersedes", items.stream().map(item -> item.address().toString()).toList()));
    for (EntryVersion version : entries.all(conditions, asOf)) {
      DecisionItem item = item(version);
      if (item.supersedes() != null) {
        successors
            .computeIfAbsent(item.supersedes(), earlier -> new TreeSet<>())
            .add(item.address());
      }
    }
    return successors;
  }
}
