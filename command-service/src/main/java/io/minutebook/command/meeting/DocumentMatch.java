package io.minutebook.command.meeting;

import io.minutebook.command.meeting.Node.Structure;
import io.minutebook.event.EntryId;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds which entries of the minutes the entries of a document are.
 *
 * <p>What stands on both sides letter by letter is the same entry wherever it stands: first the
 * texts that are there once (the anchors of patience diff, after Bram Cohen), then those that stand
 * beside an anchor or under one, as histogram diff extends its matches, then those that are left in
 * order. What was edited is found from there, as in GumTree (Falleri et al., "Fine-grained and
 * accurate source code differencing", ASE 2014): upwards, what holds mostly the same entries is the
 * same; downwards, what is alike and stands under the same entry; and at last what is alike
 * anywhere. The edit script follows Chawathe et al. ("Change detection in hierarchically structured
 * information", SIGMOD 1996), see {@link DocumentComparison}.
 */
final class DocumentMatch {

  /** So many of one text are told apart by where they stand; more are taken in order. */
  private static final int FEW = 20;

  private final List<Node> old;
  private final List<Node> read;

  private DocumentMatch(List<Node> old, List<Node> read) {
    this.old = old;
    this.read = read;
  }

  /** The entry that each entry of the document is; those that are new have none. */
  static IdentityHashMap<DocumentEntry, EntryId> of(Minutes minutes, List<DocumentEntry> document) {
    List<Entry> standing = minutes.outline().inOrder();
    List<DocumentEntry> inOrder = new ArrayList<>();
    DocumentMatch match = new DocumentMatch(Node.standing(standing), Node.read(document, inOrder));
    match.matchAll();
    IdentityHashMap<DocumentEntry, EntryId> matches = new IdentityHashMap<>();
    for (Node node : match.read) {
      Node other = node.match;
      if (other != null && node.index >= 0) {
        matches.put(inOrder.get(node.index), standing.get(other.index).id());
      }
    }
    return matches;
  }

  private void matchAll() {
    old.getFirst().match(read.getFirst());
    matchWhatIsThereOnce();
    matchUnique(node -> node.exact);
    extend(node -> node.exact);
    downwards(DocumentMatch::matchExactChildren);
    matchInOrder(node -> node.exact);
    downwards(DocumentMatch::matchExactChildren);
    matchUnique(node -> node.content);
    matchUnique(node -> Likeness.isTelling(node) ? node.wording : node);
    extend(node -> node.wording);
    downwards(DocumentMatch::matchChildren);
    upwards();
    downwards(DocumentMatch::matchChildren);
    matchAnywhere();
    downwards(DocumentMatch::matchChildren);
    matchStrayRows();
  }

  /** The title, the coordinates and the list of attendance are themselves whatever they say. */
  private void matchWhatIsThereOnce() {
    for (Class<? extends Content> kind :
        List.of(Content.Title.class, Content.Coordinates.class, Content.Attendance.class)) {
      Node from = first(old, kind);
      Node to = first(read, kind);
      if (from != null && to != null) {
        from.match(to);
      }
    }
  }

  private static @Nullable Node first(List<Node> nodes, Class<? extends Content> kind) {
    for (Node node : nodes) {
      if (kind.isInstance(node.content)) {
        return node;
      }
    }
    return null;
  }

  private record Key(Structure structure, Object key) {}

  private static boolean movesFreely(Node node) {
    return node.isFree()
        && (node.structure == Structure.SECTION
            || node.structure == Structure.TABLE
            || node.structure == Structure.TEXT);
  }

  private static Map<Key, List<Node>> free(List<Node> nodes, Function<Node, Object> key) {
    Map<Key, List<Node>> free = new LinkedHashMap<>();
    for (Node node : nodes) {
      if (movesFreely(node)) {
        free.computeIfAbsent(new Key(node.structure, key.apply(node)), k -> new ArrayList<>())
            .add(node);
      }
    }
    return free;
  }

  private void matchUnique(Function<Node, Object> key) {
    Map<Key, List<Node>> from = free(old, key);
    free(read, key)
        .forEach(
            (k, to) -> {
              List<Node> candidates = from.getOrDefault(k, List.of());
              if (to.size() == 1 && candidates.size() == 1) {
                candidates.getFirst().match(to.getFirst());
              }
            });
  }

  /** Matches what stands beside what is matched and has the same key, on and on. */
  private void extend(Function<Node, Object> key) {
    for (int at = 1; at < read.size(); at++) {
      extend(at, 1, key);
    }
    for (int at = read.size() - 1; at > 0; at--) {
      extend(at, -1, key);
    }
  }

  private void extend(int at, int step, Function<Node, Object> key) {
    Node anchor = read.get(at);
    Node other = anchor.match;
    int to = at + step;
    if (other == null || to < 1 || to >= read.size()) {
      return;
    }
    int from = other.index + 1 + step;
    if (from >= 1
        && from < old.size()
        && old.get(from).isFree()
        && read.get(to).isFree()
        && old.get(from).structure == read.get(to).structure
        && (old.get(from).structure != Structure.ROW || read.get(to).standsUnder(old.get(from)))
        && key.apply(old.get(from)).equals(key.apply(read.get(to)))) {
      old.get(from).match(read.get(to));
    }
  }

  private interface Matching {
    void match(Node old, Node read);
  }

  /** Goes through what is matched, from the document down, each before what is under it. */
  private void downwards(Matching matching) {
    for (Node to : read) {
      Node from = to.match;
      if (from != null && !from.children.isEmpty() && !to.children.isEmpty()) {
        matching.match(from, to);
      }
    }
  }

  private static List<Node> freeChildren(Node parent) {
    return parent.children.stream().filter(Node::isFree).toList();
  }

  private static void matchExactChildren(Node from, Node to) {
    matchInOrder(freeChildren(from), freeChildren(to), node -> node.exact);
  }

  /** Matches the nodes of a key with each other as they come. */
  private static void matchInOrder(List<Node> from, List<Node> to, Function<Node, Object> key) {
    Map<Key, Deque<Node>> waiting = new HashMap<>();
    for (Node node : from) {
      waiting
          .computeIfAbsent(new Key(node.structure, key.apply(node)), k -> new ArrayDeque<>())
          .add(node);
    }
    for (Node node : to) {
      Deque<Node> candidates = waiting.get(new Key(node.structure, key.apply(node)));
      if (candidates != null && !candidates.isEmpty()) {
        candidates.removeFirst().match(node);
      }
    }
  }

  /** Of a text that stands several times, matches those first that stand under what is alike. */
  private void matchInOrder(Function<Node, Object> key) {
    Map<Key, List<Node>> from = free(old, key);
    free(read, key)
        .forEach(
            (k, to) -> {
              List<Node> candidates = from.getOrDefault(k, List.of());
              if (candidates.size() <= FEW && to.size() <= FEW) {
                Alignment.match(candidates, to, DocumentMatch::alikeAbove);
              }
              matchInOrder(
                  candidates.stream().filter(Node::isFree).toList(),
                  to.stream().filter(Node::isFree).toList(),
                  key);
            });
  }

  private static double alikeAbove(Node from, Node to) {
    Node over = from.parent;
    Node toOver = to.parent;
    if (over == null || toOver == null) {
      return 0;
    }
    if (over.match == toOver) {
      return 1;
    }
    return over.isFree() && toOver.isFree() ? Likeness.of(over, toOver) : 0;
  }

  private static void matchChildren(Node from, Node to) {
    matchExactChildren(from, to);
    matchInOrder(freeChildren(from), freeChildren(to), node -> node.content);
    matchInOrder(freeChildren(from), freeChildren(to), node -> node.wording);
    List<Node> left = freeChildren(from);
    List<Node> wanted = freeChildren(to);
    if (left.isEmpty() || wanted.isEmpty()) {
      return;
    }
    IdentityHashMap<Node, Gap> gaps = new IdentityHashMap<>();
    Gap.find(from, gaps);
    Gap.find(to, gaps);
    Alignment.match(left, wanted, (one, other) -> likeness(one, other, gaps));
  }

  private static double likeness(Node one, Node other, Map<Node, Gap> gaps) {
    double likeness = Likeness.of(one, other);
    Gap gap = gaps.get(one);
    Gap otherGap = gaps.get(other);
    boolean between = gap != null && otherGap != null && gap.isBetweenTheSameAs(otherGap);
    boolean alone =
        between && gap != null && gap.size == 1 && otherGap != null && otherGap.size == 1;
    if (likeness < (alone ? Likeness.ENOUGH_BETWEEN : Likeness.ENOUGH)) {
      return 0;
    }
    return between ? likeness + 0.1 : likeness;
  }

  /** The free nodes between two siblings that are matched. */
  private static final class Gap {
    private final @Nullable Node after;
    private int size;

    private Gap(@Nullable Node after) {
      this.after = after;
    }

    static void find(Node parent, Map<Node, Gap> gaps) {
      Gap gap = new Gap(null);
      for (Node child : parent.children) {
        if (child.isFree()) {
          gap.size++;
          gaps.put(child, gap);
        } else {
          gap = new Gap(child);
        }
      }
    }

    boolean isBetweenTheSameAs(Gap other) {
      return after == null ? other.after == null : after.match == other.after;
    }
  }

  /** What holds mostly the same entries is the same entry, however it is worded now. */
  private void upwards() {
    for (int at = read.size() - 1; at > 0; at--) {
      Node to = read.get(at);
      if (movesFreely(to) && !to.children.isEmpty()) {
        Map<Node, Integer> shared = new LinkedHashMap<>();
        for (Node child : to.children) {
          Node was = child.match;
          if (was != null
              && was.parent != null
              && movesFreely(was.parent)
              && was.parent.structure == to.structure) {
            shared.merge(was.parent, 1, Integer::sum);
          }
        }
        Node best = null;
        double most = 0;
        for (Map.Entry<Node, Integer> candidate : shared.entrySet()) {
          Node from = candidate.getKey();
          double dice = 2.0 * candidate.getValue() / (from.children.size() + to.children.size());
          double likeness = dice + Likeness.of(from, to);
          if ((dice >= Likeness.ENOUGH || Likeness.of(from, to) >= Likeness.ENOUGH_BETWEEN)
              && likeness > most) {
            best = from;
            most = likeness;
          }
        }
        if (best != null) {
          best.match(to);
        }
      }
    }
  }

  /** What is alike is the same entry, even if it was moved and edited at once. */
  private void matchAnywhere() {
    Alignment.match(
        old.stream().filter(DocumentMatch::movesFreely).toList(),
        read.stream().filter(DocumentMatch::movesFreely).toList(),
        (from, to) -> {
          double likeness = Likeness.of(from, to);
          boolean telling = Likeness.isTelling(from) && Likeness.isTelling(to);
          return telling && likeness >= 0.6 ? likeness : 0;
        });
  }

  /** Rows that stand in another table than they did: those that are there once. */
  private void matchStrayRows() {
    Map<Content, List<Node>> from = strayRows(old);
    strayRows(read)
        .forEach(
            (content, to) -> {
              List<Node> candidates = from.getOrDefault(content, List.of());
              if (to.size() == 1 && candidates.size() == 1) {
                candidates.getFirst().match(to.getFirst());
              }
            });
  }

  private static Map<Content, List<Node>> strayRows(List<Node> nodes) {
    Map<Content, List<Node>> stray = new LinkedHashMap<>();
    for (Node node : nodes) {
      if (node.isFree() && node.structure == Structure.ROW && Likeness.isTelling(node)) {
        stray.computeIfAbsent(node.content, content -> new ArrayList<>()).add(node);
      }
    }
    return stray;
  }
}
