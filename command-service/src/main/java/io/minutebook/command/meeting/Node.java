package io.minutebook.command.meeting;

import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An entry on one side of a comparison, as it stands in the minutes or as a document has it, and
 * the entry of the other side that it turned out to be.
 */
final class Node {

  /** What can become what: nothing changes from one of these to another. */
  enum Structure {
    DOCUMENT,
    TITLE,
    SECTION,
    TABLE,
    ROW,
    TEXT
  }

  private static final Pattern MARKER =
      Pattern.compile("(?:[-*+]|\\d{1,9}[.)]|#{1,6})(?:[ \\t]+|$)");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  /** The place among the entries of its side in the order of the document; -1: the document. */
  final int index;

  final @Nullable Node parent;
  final List<Node> children = new ArrayList<>();
  final Structure structure;
  final Form form;
  final Content content;

  /** The characters of its own block, without the blanks around them. */
  final String exact;

  /** What it says, however it is set: without bullet, number, heading marks and line breaks. */
  final String wording;

  @Nullable Node match;
  private @Nullable Set<String> words;

  private Node(
      int index,
      @Nullable Node parent,
      Structure structure,
      Form form,
      Content content,
      @Nullable String source) {
    this.index = index;
    this.parent = parent;
    this.structure = structure;
    this.form = form;
    this.content = content;
    this.exact = source == null ? content.toString() : source.strip();
    this.wording = wording(exact);
  }

  private static String wording(String exact) {
    Matcher marker = MARKER.matcher(exact);
    String bare = marker.lookingAt() ? exact.substring(marker.end()) : exact;
    return BLANKS.matcher(bare).replaceAll(" ");
  }

  /** The document of which the entries of a side are a part. */
  private static Node document() {
    return new Node(-1, null, Structure.DOCUMENT, Form.PARAGRAPH, new Content.Section(0, ""), "");
  }

  /** The entries of some minutes, given in order; the document itself is the first's root. */
  static List<Node> standing(List<Entry> entries) {
    List<Node> nodes = new ArrayList<>(entries.size() + 1);
    Node root = document();
    nodes.add(root);
    Map<EntryId, Node> byId = new HashMap<>();
    for (Entry entry : entries) {
      Node parent = entry.parent() == null ? root : byId.getOrDefault(entry.parent(), root);
      Node node =
          new Node(
              nodes.size() - 1,
              parent,
              structure(entry.content()),
              entry.form(),
              Likeness.asRead(entry.content()),
              entry.source());
      parent.children.add(node);
      byId.put(entry.id(), node);
      nodes.add(node);
    }
    return nodes;
  }

  /** The entries of a document, with the document itself before them. */
  static List<Node> read(List<DocumentEntry> document, List<DocumentEntry> inOrder) {
    record Open(DocumentEntry entry, Node parent) {}

    List<Node> nodes = new ArrayList<>();
    Node root = document();
    nodes.add(root);
    Deque<Open> open = new ArrayDeque<>();
    document.reversed().forEach(entry -> open.push(new Open(entry, root)));
    while (!open.isEmpty()) {
      Open next = open.pop();
      DocumentEntry entry = next.entry();
      Node node =
          new Node(
              nodes.size() - 1,
              next.parent(),
              structure(entry.content()),
              entry.form(),
              entry.content(),
              entry.source());
      next.parent().children.add(node);
      nodes.add(node);
      inOrder.add(entry);
      entry.children().reversed().forEach(child -> open.push(new Open(child, node)));
    }
    return nodes;
  }

  static Structure structure(Content content) {
    return switch (content) {
      case Content.Title ignored -> Structure.TITLE;
      case Content.Section ignored -> Structure.SECTION;
      case Content.Table ignored -> Structure.TABLE;
      default -> isRow(content) ? Structure.ROW : Structure.TEXT;
    };
  }

  static boolean isRow(Content content) {
    return content instanceof Content.TicketCount
        || content instanceof Content.ReleaseTickets
        || content instanceof Content.Release
        || content instanceof Content.Row;
  }

  boolean isFree() {
    return match == null;
  }

  void match(Node other) {
    match = other;
    other.match = this;
  }

  /** Whether its parent is the other one's. */
  boolean standsUnder(Node other) {
    return parent != null && parent.match != null && parent.match == other.parent;
  }

  Set<String> words() {
    Set<String> known = words;
    if (known == null) {
      known =
          WORD.matcher(wording.toLowerCase(Locale.ROOT))
              .results()
              .map(MatchResult::group)
              .collect(Collectors.toSet());
      words = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return index + " " + wording;
  }
}
