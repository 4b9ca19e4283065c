package io.minutebook.command.meeting;

import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds which entries of the minutes the entries of a document are: first those that stand there
 * unchanged in the same order (a longest common subsequence), then those that moved as they were,
 * then those that were edited, the likeliest first.
 */
final class DocumentMatch {

  /** More comparisons than this are not made; what is left is taken for retracted and new. */
  private static final long MOST_COMPARISONS = 2_000_000;

  /** Shorter texts are no sign that an entry moved. */
  private static final int TELLING_LENGTH = 12;

  private final Minutes minutes;
  private final List<Entry> old;
  private final List<Node> read = new ArrayList<>();
  private final IdentityHashMap<DocumentEntry, EntryId> matches = new IdentityHashMap<>();
  private final Map<EntryId, DocumentEntry> matched = new HashMap<>();

  private record Node(DocumentEntry entry, @Nullable DocumentEntry parent) {}

  private record Key(Form form, Content content) {}

  private record Pair(Entry old, Node read, double likeness, int distance) {}

  private DocumentMatch(Minutes minutes, List<DocumentEntry> document) {
    this.minutes = minutes;
    old = minutes.outline().inOrder();
    flatten(document, null);
  }

  /** The entry that each entry of the document is; those that are new have none. */
  static IdentityHashMap<DocumentEntry, EntryId> of(Minutes minutes, List<DocumentEntry> document) {
    DocumentMatch match = new DocumentMatch(minutes, document);
    match.matchInOrder();
    match.dropStrayRows();
    match.matchMoved();
    match.matchAlike(DocumentMatch::holdsOthers);
    match.matchAlike(content -> !holdsOthers(content) && !isRow(content));
    match.matchAlike(DocumentMatch::isRow);
    return match.matches;
  }

  private void flatten(List<DocumentEntry> entries, @Nullable DocumentEntry parent) {
    for (DocumentEntry entry : entries) {
      read.add(new Node(entry, parent));
      flatten(entry.children(), entry);
    }
  }

  private void match(Entry from, DocumentEntry to) {
    matches.put(to, from.id());
    matched.put(from.id(), to);
  }

  private void matchInOrder() {
    List<Key> from =
        old.stream().map(e -> new Key(e.form(), Likeness.asRead(e.content()))).toList();
    List<Key> to = read.stream().map(n -> new Key(n.entry().form(), n.entry().content())).toList();
    int start = 0;
    while (start < from.size() && start < to.size() && from.get(start).equals(to.get(start))) {
      match(old.get(start), read.get(start).entry());
      start++;
    }
    int fromEnd = from.size();
    int toEnd = to.size();
    while (fromEnd > start && toEnd > start && from.get(fromEnd - 1).equals(to.get(toEnd - 1))) {
      fromEnd--;
      toEnd--;
      match(old.get(fromEnd), read.get(toEnd).entry());
    }
    if ((long) (fromEnd - start) * (toEnd - start) <= MOST_COMPARISONS) {
      matchLongest(from, to, start, fromEnd, toEnd);
    } else {
      matchGreedily(from, to, start, fromEnd, toEnd);
    }
  }

  private void matchLongest(List<Key> from, List<Key> to, int start, int fromEnd, int toEnd) {
    int height = fromEnd - start;
    int width = toEnd - start;
    int[][] longest = new int[height + 1][width + 1];
    for (int i = height - 1; i >= 0; i--) {
      for (int j = width - 1; j >= 0; j--) {
        longest[i][j] =
            from.get(start + i).equals(to.get(start + j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < height && j < width) {
      if (from.get(start + i).equals(to.get(start + j))) {
        match(old.get(start + i), read.get(start + j).entry());
        i++;
        j++;
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
  }

  private void matchGreedily(List<Key> from, List<Key> to, int start, int fromEnd, int toEnd) {
    Map<Key, Deque<Integer>> places = new HashMap<>();
    for (int i = start; i < fromEnd; i++) {
      places.computeIfAbsent(from.get(i), key -> new ArrayDeque<>()).add(i);
    }
    int last = -1;
    for (int j = start; j < toEnd; j++) {
      Deque<Integer> candidates = places.getOrDefault(to.get(j), new ArrayDeque<>());
      while (!candidates.isEmpty() && candidates.getFirst() <= last) {
        candidates.removeFirst();
      }
      if (!candidates.isEmpty()) {
        last = candidates.removeFirst();
        match(old.get(last), read.get(j).entry());
      }
    }
  }

  /** A row belongs to its table: it is the same only in the same one. */
  private void dropStrayRows() {
    for (Node node : read) {
      EntryId id = matches.get(node.entry());
      if (id != null
          && isRow(node.entry().content())
          && !sameParent(minutes.outline().get(id), node)) {
        matches.remove(node.entry());
        matched.remove(id);
      }
    }
  }

  private boolean sameParent(Entry from, Node to) {
    EntryId parent = from.parent();
    DocumentEntry readParent = to.parent();
    if (parent == null || readParent == null) {
      return parent == null && readParent == null;
    }
    return parent.equals(matches.get(readParent));
  }

  private void matchMoved() {
    Map<Key, List<Entry>> from = new HashMap<>();
    for (Entry entry : old) {
      if (!matched.containsKey(entry.id()) && isTelling(entry.content())) {
        from.computeIfAbsent(
                new Key(entry.form(), Likeness.asRead(entry.content())), key -> new ArrayList<>())
            .add(entry);
      }
    }
    Map<Key, List<Node>> to = new HashMap<>();
    for (Node node : read) {
      if (!matches.containsKey(node.entry()) && isTelling(node.entry().content())) {
        to.computeIfAbsent(
                new Key(node.entry().form(), node.entry().content()), key -> new ArrayList<>())
            .add(node);
      }
    }
    to.forEach(
        (key, nodes) -> {
          List<Entry> candidates = from.getOrDefault(key, List.of());
          if (nodes.size() == 1 && candidates.size() == 1) {
            match(candidates.getFirst(), nodes.getFirst().entry());
          }
        });
  }

  private static boolean isTelling(Content content) {
    return !isRow(content)
        && !(content instanceof Content.Table)
        && content.toString().length()
            > TELLING_LENGTH + content.getClass().getSimpleName().length();
  }

  private void matchAlike(Predicate<Content> kind) {
    List<Integer> from = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      if (!matched.containsKey(old.get(i).id()) && kind.test(old.get(i).content())) {
        from.add(i);
      }
    }
    List<Pair> pairs = new ArrayList<>();
    long comparisons = 0;
    for (int j = 0; j < read.size(); j++) {
      Node node = read.get(j);
      if (matches.containsKey(node.entry()) || !kind.test(node.entry().content())) {
        continue;
      }
      for (int i : from) {
        if (++comparisons > MOST_COMPARISONS) {
          break;
        }
        consider(old.get(i), node, Math.abs(i - j), pairs);
      }
    }
    pairs.sort(
        Comparator.comparingDouble(Pair::likeness).reversed().thenComparingInt(Pair::distance));
    for (Pair pair : pairs) {
      if (!matched.containsKey(pair.old().id()) && !matches.containsKey(pair.read().entry())) {
        match(pair.old(), pair.read().entry());
      }
    }
  }

  private void consider(Entry from, Node to, int distance, List<Pair> pairs) {
    if (!from.form().equals(to.entry().form())) {
      return;
    }
    boolean sameParent = sameParent(from, to);
    if (isRow(to.entry().content()) && !sameParent) {
      return;
    }
    double likeness = Likeness.of(from.content(), to.entry().content());
    if (likeness >= Likeness.ENOUGH) {
      pairs.add(new Pair(from, to, likeness + (sameParent ? 0.2 : 0), distance));
    }
  }

  private static boolean holdsOthers(Content content) {
    return content instanceof Content.Section || content instanceof Content.Table;
  }

  static boolean isRow(Content content) {
    return content instanceof Content.TicketCount
        || content instanceof Content.ReleaseTickets
        || content instanceof Content.Release
        || content instanceof Content.Row;
  }
}
